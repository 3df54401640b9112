package io.siyu.platform.security;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why creating an operator was refused. */
@Type("CreateOperatorError")
@Name("CreateOperatorError")
@Description("Why creating an operator was refused.")
public record CreateOperatorError(
    @NonNull @Description("What to act upon.") CreateOperatorErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static CreateOperatorError of(Refusal refusal) {
    return new CreateOperatorError(
        refusal.codeAs(CreateOperatorErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
