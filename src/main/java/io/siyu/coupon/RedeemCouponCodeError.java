package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a code was not redeemed, for the client. */
@Type("RedeemCouponCodeError")
@Description("Why a code could not be redeemed.")
public record RedeemCouponCodeError(
    @NonNull @Description("The reason.") RedeemCouponCodeErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("When the offer opens; only with NOT_OPEN.") Instant opensAt) {

  private static final List<String> CODE = List.of("input", "code");

  /** What issuing says about the offer is, for this caller, about the code. */
  static RedeemCouponCodeError of(Refusal refusal) {
    return new RedeemCouponCodeError(
        refusal.codeAs(RedeemCouponCodeErrorCode.class),
        refusal.field().contains("templateId") ? CODE : refusal.field(),
        refusal.getMessage(),
        (Instant) refusal.facts().get("opensAt"));
  }
}
