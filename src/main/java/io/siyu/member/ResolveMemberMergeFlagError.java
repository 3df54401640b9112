package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why taking a pair off the list was refused. */
@Type("ResolveMemberMergeFlagError")
@Name("ResolveMemberMergeFlagError")
@Description("Why taking a pair off the list was refused.")
public record ResolveMemberMergeFlagError(
    @NonNull @Description("What to act upon.") ResolveMemberMergeFlagErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static ResolveMemberMergeFlagError of(Refusal refusal) {
    return new ResolveMemberMergeFlagError(
        refusal.codeAs(ResolveMemberMergeFlagErrorCode.class),
        refusal.field(),
        refusal.getMessage());
  }
}
