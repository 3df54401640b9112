package io.siyu.coupon;

import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code generateCouponCodes} needs. */
@Input("GenerateCouponCodesInput")
@Description("Codes to be made.")
public record GenerateCouponCodesInput(
    @NonNull @Id @Description("The offer of which each code gives one copy.") String templateId,
    @NonNull @Description("What to call the batch, 1–60 characters, e.g. where it is printed.")
        String name,
    @Description(
            "How many, 1–100,000. So many copies of the offer are set aside for them, and stay so.")
        int count,
    @Description("Good until just before this instant; as long as the offer unless given.")
        Instant redeemUntil,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  private static final int MAX_NAME = 60;
  private static final int MAX_CODES = 100_000;

  CodeOrder toOrder() {
    return new CodeOrder(
        ClaimableCouponView.ID.decode(templateId, "input", "templateId"),
        Text.requiredLine(name, MAX_NAME, "input", "name"),
        Numbers.inRange(count, 1, MAX_CODES, "input", "count"),
        redeemUntil);
  }
}
