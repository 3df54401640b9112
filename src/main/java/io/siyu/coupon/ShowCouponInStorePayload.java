package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code showCouponInStore} answers. */
@Type("ShowCouponInStorePayload")
@Description("A code to show, or why there is none.")
public record ShowCouponInStorePayload(
    @Description("8 characters in two groups, good for one use; null when it was refused (核销码).")
        String code,
    @Description("When it ends; ask for another one before.") Instant expiresAt,
    @Description("The server's time of this answer, for the count-down.") Instant serverTime,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ShowCouponInStoreError> userErrors) {

  static ShowCouponInStorePayload shown(StoreCodes.Shown shown) {
    return new ShowCouponInStorePayload(shown.code(), shown.expiresAt(), shown.now(), List.of());
  }

  static ShowCouponInStorePayload refused(Refusal refusal) {
    return new ShowCouponInStorePayload(
        null, null, null, List.of(ShowCouponInStoreError.of(refusal)));
  }
}
