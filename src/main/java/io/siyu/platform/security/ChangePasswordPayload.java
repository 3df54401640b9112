package io.siyu.platform.security;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of a change of password. */
@Type("ChangePasswordPayload")
@Name("ChangePasswordPayload")
@Description("Result of a change of password.")
public record ChangePasswordPayload(
    @Description("The operator; null when refused.") Operator operator,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull ChangePasswordError> userErrors) {

  static ChangePasswordPayload changed(OperatorAccount account) {
    return new ChangePasswordPayload(Operator.of(account), List.of());
  }

  static ChangePasswordPayload refused(Refusal refusal) {
    return new ChangePasswordPayload(null, List.of(ChangePasswordError.of(refusal)));
  }
}
