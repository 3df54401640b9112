package io.siyu.order;

import io.siyu.catalog.SkuView;
import io.siyu.platform.graphql.MoneyView;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A priced line of a basket. */
@Type("QuoteLine")
@Name("QuoteLine")
@Description("A priced line of a basket.")
public record QuoteLineView(
    @NonNull @Id @Description("Id of the SKU.") String skuId,
    @Description("How many units, 1–999.") int quantity,
    @NonNull @Description("Price of a unit before discounts.") MoneyView unitPrice,
    @NonNull @Description("The line before discounts.") MoneyView goodsAmount,
    @NonNull @Description("Taken off by member price (会员价优惠).") MoneyView memberDiscount,
    @NonNull @Description("Taken off by bundles (组合优惠).") MoneyView bundleDiscount,
    @NonNull @Description("Taken off by campaigns (活动优惠).") MoneyView campaignDiscount,
    @NonNull @Description("Taken off by the coupon on goods (优惠券优惠).") MoneyView couponDiscount,
    @NonNull @Description("Paid with points (积分抵扣).") MoneyView pointsDiscount,
    @NonNull @Description("What the line costs in money.") MoneyView payAmount) {

  static QuoteLineView of(BasketLine line) {
    return new QuoteLineView(
        SkuView.ID.encode(line.sku().skuId()),
        line.quantity(),
        MoneyView.of(line.unitPrice()),
        MoneyView.of(line.goods()),
        MoneyView.of(line.discount(PricingPhase.MEMBER_PRICE)),
        MoneyView.of(line.discount(PricingPhase.BUNDLE)),
        MoneyView.of(line.discount(PricingPhase.CAMPAIGN)),
        MoneyView.of(line.discount(PricingPhase.GOODS_COUPON)),
        MoneyView.of(line.discount(PricingPhase.POINTS)),
        MoneyView.of(line.remaining()));
  }
}
