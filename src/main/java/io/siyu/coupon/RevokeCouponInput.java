package io.siyu.coupon;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Text;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code revokeCoupon} needs. */
@Input("RevokeCouponInput")
@Description("What to take back: one coupon, all of a grant, or all of a batch of codes.")
public record RevokeCouponInput(
    @Id @Description("One coupon.") String couponId,
    @Id @Description("All coupons of a grant; members who had none yet get none.")
        String grantBatchId,
    @Id @Description("All coupons of a batch of codes; codes not redeemed yet are switched off.")
        String codeBatchId,
    @NonNull @Description("Why, 1–200 characters, for the record.") String reason,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  private static final int MAX_REASON = 200;

  Wanted wanted() {
    if (Stream.of(couponId, grantBatchId, codeBatchId).filter(Objects::nonNull).count() != 1) {
      throw new InvalidInput(
          List.of("input"), "Give one of a coupon, a grant and a batch of codes.");
    }
    return new Wanted(
        couponId == null ? null : CouponView.ID.decode(couponId, "input", "couponId"),
        grantBatchId == null
            ? null
            : CouponGrantBatch.ID.decode(grantBatchId, "input", "grantBatchId"),
        codeBatchId == null ? null : CouponCodeBatch.ID.decode(codeBatchId, "input", "codeBatchId"),
        Text.requiredLine(reason, MAX_REASON, "input", "reason"));
  }

  /** The same, checked: one of the three is not null. */
  record Wanted(UUID coupon, UUID grantBatch, UUID codeBatch, String reason) {}
}
