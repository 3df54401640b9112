package io.siyu.campaign.flashsale;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** How far a sale is. */
@Type("FlashSaleProgress")
@Description("How far a flash sale is (秒杀进度).")
public record FlashSaleProgress(
    @NonNull @Id @Description("Opaque id of the sale.") String flashSaleId,
    @NonNull @Description("Where it stands at `serverTime`.") FlashSalePhase phase,
    @NonNull @Description("Siyu's time, for the countdown.") Instant serverTime,
    @NonNull @Description("What is left of each item.") List<@NonNull Item> items) {

  /** What is left of one item. */
  @Type("FlashSaleItemProgress")
  @Description("What is left of one item.")
  public record Item(
      @NonNull @Id @Description("Opaque id of the item.") String flashSaleItemId,
      @Description("Units that can still be bought.") int left) {}

  /** Whether nothing changed but the time. */
  boolean saysTheSameAs(FlashSaleProgress earlier) {
    return phase == earlier.phase && items.equals(earlier.items);
  }

  static FlashSaleProgress of(FlashSaleView sale) {
    return new FlashSaleProgress(
        sale.id(),
        sale.phase(),
        sale.serverTime(),
        sale.items().stream().map(item -> new Item(item.id(), item.left())).toList());
  }
}
