package io.siyu.platform.security;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of a change of password. */
@Input("ChangePasswordInput")
@Name("ChangePasswordInput")
@Description("Input of a change of password.")
public record ChangePasswordInput(
    @NonNull @Description("The password of until now.") String currentPassword,
    @NonNull @Description("The new password: at least 10 characters, at most 72 bytes in UTF-8.")
        String newPassword) {

  /** Secrets never reach a log. */
  @Override
  public String toString() {
    return "ChangePasswordInput[***]";
  }
}
