package io.siyu.member.care;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** How many of one kind somebody looks after, or were moved. */
@Type("CustodyCount")
@Name("CustodyCount")
@Description("How many of one kind somebody looks after, or were moved.")
public record CustodyCount(
    @NonNull @Description("Of what.") CustodyKind kind,
    @Description("How many, 0 or more.") int count) {}
