package io.siyu.campaign.flashsale;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A sale as the API shows it. */
@Type("FlashSale")
@Name("FlashSale")
@Description("A small stock sold in a short window (限时秒杀).")
public record FlashSaleView(
    @NonNull @Id @Description("Opaque id of the sale.") String id,
    @NonNull @Description("What it is called.") String name,
    @NonNull @Description("What it is about; may be empty.") String description,
    @NonNull @Description("Where it stands at `serverTime`.") FlashSalePhase phase,
    @NonNull @Description("When it opens.") Instant opensAt,
    @NonNull @Description("When it closes; from then on nothing is sold.") Instant closesAt,
    @NonNull @Description("Siyu's time, for the countdown.") Instant serverTime,
    @NonNull @Description("What it sells, in the order of display; at most 20.")
        List<@NonNull FlashSaleItemView> items) {

  static final IdType ID = IdType.of("flash-sale");
}
