package io.siyu.platform.audit;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An entry with its place in the list. */
@Type("AuditEntryEdge")
@Name("AuditEntryEdge")
@Description("An audit entry with its place in the list.")
public record AuditEntryEdge(
    @NonNull @Description("The entry.") AuditEntry node,
    @NonNull @Description("Pass it as `after` to read on behind this entry.") String cursor) {}
