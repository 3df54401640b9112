package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why an offer was not made, for the client. */
@Type("CreateCouponTemplateError")
@Description("Why an offer could not be made.")
public record CreateCouponTemplateError(
    @NonNull @Description("The reason.") CreateCouponTemplateErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static CreateCouponTemplateError of(Refusal refusal) {
    return new CreateCouponTemplateError(
        refusal.codeAs(CreateCouponTemplateErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
