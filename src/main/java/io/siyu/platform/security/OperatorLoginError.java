package io.siyu.platform.security;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why an operator's login was refused. */
@Type("OperatorLoginError")
@Name("OperatorLoginError")
@Description("Why an operator's login was refused.")
public record OperatorLoginError(
    @NonNull @Description("What to act upon.") OperatorLoginErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static OperatorLoginError of(Refusal refusal) {
    return new OperatorLoginError(
        refusal.codeAs(OperatorLoginErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
