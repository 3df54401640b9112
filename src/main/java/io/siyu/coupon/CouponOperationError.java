package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why something that staff wanted with coupons was refused, for the client. */
@Type("CouponOperationError")
@Description("Why something that staff wanted with coupons was refused.")
public record CouponOperationError(
    @NonNull @Description("The reason.") CouponOperationErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("How many copies of the offer are left; only with QUOTA_EXCEEDED.") Integer left) {

  static List<@NonNull CouponOperationError> of(Refusal refusal) {
    return List.of(
        new CouponOperationError(
            refusal.codeAs(CouponOperationErrorCode.class),
            refusal.field(),
            refusal.getMessage(),
            (Integer) refusal.facts().get("left")));
  }
}
