package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A flag with its place in the list. */
@Type("MemberMergeFlagEdge")
@Name("MemberMergeFlagEdge")
@Description("A flag with its place in the list.")
public record MemberMergeFlagEdge(
    @NonNull @Description("The flag.") MemberMergeFlag node,
    @NonNull @Description("Pass it as `after` to read on behind this flag.") String cursor) {}
