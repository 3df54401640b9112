package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A member with the place in the list. */
@Type("MemberRecordEdge")
@Name("MemberRecordEdge")
@Description("A member with the place in the list.")
public record MemberRecordEdge(
    @NonNull @Description("The member.") MemberRecord node,
    @NonNull @Description("Pass it as `after` to read on behind this member.") String cursor) {}
