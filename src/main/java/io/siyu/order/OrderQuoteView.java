package io.siyu.order;

import io.siyu.coupon.CouponView;
import io.siyu.platform.graphql.MoneyView;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** The price of a basket. */
@Type("OrderQuote")
@Name("OrderQuote")
@Description("The price of a basket (订单试算), as it would be ordered now.")
public record OrderQuoteView(
    @NonNull @Description("The lines, in the order of the items.")
        List<@NonNull QuoteLineView> lines,
    @NonNull @Description("What each step changed, in their order.")
        List<@NonNull QuoteStepView> steps,
    @NonNull @Description("Bundles that the basket forms (组合优惠), at most 10.")
        List<@NonNull QuoteBundleView> bundles,
    @NonNull @Description("Bundles that it nearly forms, the oldest first; at most 5.")
        List<@NonNull NearlyCompleteBundleView> nearlyCompleteBundles,
    @NonNull @Description("The goods before discounts.") MoneyView goodsAmount,
    @NonNull @Description("All discounts on goods together, the part paid with points included.")
        MoneyView discountAmount,
    @NonNull @Description("Freight to be paid (运费).") MoneyView freightAmount,
    @NonNull @Description("What is to be paid (应付金额).") MoneyView totalAmount,
    @Description(
            "How many points this quote uses: no more than the limit and the member's balance.")
        int pointsUsed,
    @Description("How many points may pay for these goods (积分抵扣上限).") int pointsLimit,
    @NonNull @Description("Coupons that could be used, the best first.")
        List<@NonNull UsableCouponView> usableCoupons,
    @NonNull @Description("Coupons that cannot, and why.")
        List<@NonNull UnusableCouponView> unusableCoupons,
    @NonNull
        @Id
        @Description(
            "Ids of the coupons by which the basket costs least, at most 5, one of each stacking"
                + " group; empty when none makes it cheaper (最优用券).")
        List<@NonNull String> bestCouponIds,
    @NonNull @Description("What is to be paid with them and with the points of this quote.")
        MoneyView bestTotalAmount) {

  static OrderQuoteView of(OrderQuotes.Quote quote) {
    Basket basket = quote.basket();
    return new OrderQuoteView(
        basket.lines().stream().map(QuoteLineView::of).toList(),
        Arrays.stream(PricingPhase.values())
            .map(phase -> new QuoteStepView(phase, MoneyView.of(basket.amount(phase))))
            .toList(),
        QuoteBundleView.of(basket),
        NearlyCompleteBundleView.of(basket),
        MoneyView.of(basket.goods()),
        MoneyView.of(basket.discount()),
        MoneyView.of(basket.freightToPay()),
        MoneyView.of(basket.total()),
        Math.toIntExact(basket.pointsUsed()),
        Math.toIntExact(basket.pointsLimit()),
        usable(basket),
        unusable(basket),
        quote.best().coupons().stream().map(CouponView.ID::encode).toList(),
        MoneyView.of(quote.best().total()));
  }

  /** The larger discount first; of equal ones that which ends sooner. */
  private static List<UsableCouponView> usable(Basket basket) {
    return basket.verdicts().stream()
        .filter(CouponVerdict::isUsable)
        .sorted(
            Comparator.comparing(CouponVerdict::discount)
                .reversed()
                .thenComparing(verdict -> verdict.coupon().validTo()))
        .map(
            verdict ->
                new UsableCouponView(
                    CouponView.of(verdict.coupon()),
                    MoneyView.of(verdict.discount()),
                    verdict.applied()))
        .toList();
  }

  private static List<UnusableCouponView> unusable(Basket basket) {
    return basket.verdicts().stream()
        .filter(verdict -> !verdict.isUsable())
        .map(OrderQuoteView::unusable)
        .toList();
  }

  private static UnusableCouponView unusable(CouponVerdict verdict) {
    return new UnusableCouponView(
        CouponView.of(verdict.coupon()),
        verdict.problem(),
        verdict.missing() == null ? null : MoneyView.of(verdict.missing()),
        verdict.problem() == CouponProblem.NOT_YET_VALID ? verdict.coupon().validFrom() : null,
        verdict.rival() == null ? null : CouponView.ID.encode(verdict.rival()));
  }
}
