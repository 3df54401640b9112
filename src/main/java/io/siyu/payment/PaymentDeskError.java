package io.siyu.payment;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why an operator's work on payments was refused, for the client. */
@Type("PaymentDeskError")
@Name("PaymentDeskError")
@Description("Why an operator's work on payments was refused.")
public record PaymentDeskError(
    @NonNull @Description("The reason.") PaymentDeskErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static PaymentDeskError of(Refusal refusal) {
    return new PaymentDeskError(
        refusal.codeAs(PaymentDeskErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
