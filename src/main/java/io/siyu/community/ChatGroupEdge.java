package io.siyu.community;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A chat group with its place in the list. */
@Type("ChatGroupEdge")
@Name("ChatGroupEdge")
@Description("A chat group with its place in the list.")
public record ChatGroupEdge(
    @NonNull @Description("The group.") ChatGroup node,
    @NonNull @Description("Pass it as `after` to read on behind this group.") String cursor) {}
