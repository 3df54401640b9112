package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of taking a pair off the list. */
@Input("ResolveMemberMergeFlagInput")
@Name("ResolveMemberMergeFlagInput")
@Description("Which pair was looked at. Sending it again changes nothing.")
public record ResolveMemberMergeFlagInput(
    @NonNull @Id @Description("The flag.") String flagId,
    @Description("What came of it, at most 200 characters.") String note) {}
