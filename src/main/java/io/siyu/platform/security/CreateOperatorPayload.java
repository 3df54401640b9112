package io.siyu.platform.security;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of creating an operator. */
@Type("CreateOperatorPayload")
@Name("CreateOperatorPayload")
@Description("Result of creating an operator.")
public record CreateOperatorPayload(
    @Description("The operator; null when refused.") Operator operator,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull CreateOperatorError> userErrors) {

  static CreateOperatorPayload created(OperatorAccount account) {
    return new CreateOperatorPayload(Operator.of(account), List.of());
  }

  static CreateOperatorPayload refused(Refusal refusal) {
    return new CreateOperatorPayload(null, List.of(CreateOperatorError.of(refusal)));
  }
}
