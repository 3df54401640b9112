package io.siyu.coupon;

import io.siyu.kernel.Money;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.MoneyTotalView;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What an offer brought and cost. */
@Type("CouponTemplateStats")
@Name("CouponTemplateStats")
@Description(
    "What an offer brought and cost (优惠券效果). Orders are counted a moment after they are paid, and"
        + " less what was refunded.")
public record CouponTemplateStats(
    @Description("Copies that were issued, or set aside for codes (发放数).") int issued,
    @Description("Copies that members got; codes count when they are redeemed (领取数).") int claimed,
    @Description(
            "Copies used in orders that are paid and not wholly refunded, and in stores (使用数).")
        int used,
    @Description("How many of them were used in stores (到店核销数).") int usedInStores,
    @Description(
            "Used of claimed in hundredths of a percent, 0–10,000; null while nobody has one (使用率).")
        Integer usageBasisPoints,
    @NonNull
        @Description(
            "What those orders were paid, less refunds; an order with two coupons counts for both"
                + " offers (带动订单金额).")
        MoneyTotalView orderAmount,
    @NonNull
        @Description(
            "What the copies took off those orders, freight included; of a partly refunded order its"
                + " kept share. Uses in stores are not in it (优惠成本).")
        MoneyTotalView cost) {

  private static final long WHOLE = 10_000;

  static CouponTemplateStats of(SqlRow row) {
    int claimed = Math.toIntExact(row.number("claimed"));
    long used = row.number("used_in_orders") + row.number("used_in_stores");
    return new CouponTemplateStats(
        Math.toIntExact(row.number("issued")),
        claimed,
        Math.toIntExact(used),
        Math.toIntExact(row.number("used_in_stores")),
        claimed == 0 ? null : Math.toIntExact(used * WHOLE / claimed),
        MoneyTotalView.of(Money.ofFen(row.number("order_fen"))),
        MoneyTotalView.of(Money.ofFen(row.number("cost_fen"))));
  }
}
