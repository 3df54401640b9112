package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a claim was refused, for the client. */
@Type("ClaimCouponError")
@Description("Why a coupon could not be claimed.")
public record ClaimCouponError(
    @NonNull @Description("The reason.") ClaimCouponErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("When claims open; only with NOT_OPEN.") Instant opensAt) {

  static ClaimCouponError of(Refusal refusal) {
    return new ClaimCouponError(
        refusal.codeAs(ClaimCouponErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        (Instant) refusal.facts().get("opensAt"));
  }
}
