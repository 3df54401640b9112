package io.siyu.platform.security;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a change of password was refused. */
@Type("ChangePasswordError")
@Name("ChangePasswordError")
@Description("Why a change of password was refused.")
public record ChangePasswordError(
    @NonNull @Description("What to act upon.") ChangePasswordErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static ChangePasswordError of(Refusal refusal) {
    return new ChangePasswordError(
        refusal.codeAs(ChangePasswordErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
