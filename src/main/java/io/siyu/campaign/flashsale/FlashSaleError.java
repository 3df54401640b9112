package io.siyu.campaign.flashsale;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a flash-sale mutation did nothing, for the client. */
@Type("FlashSaleError")
@Description("Why a flash-sale mutation did nothing.")
public record FlashSaleError(
    @NonNull @Description("The reason.") FlashSaleErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("When the sale opens; only with NOT_OPEN.") Instant opensAt,
    @Description("Units that can still be had; only with SOLD_OUT and LIMIT_REACHED.")
        Integer left) {

  static FlashSaleError of(Refusal refusal) {
    return new FlashSaleError(
        refusal.codeAs(FlashSaleErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        (Instant) refusal.facts().get("opensAt"),
        (Integer) refusal.facts().get("left"));
  }
}
