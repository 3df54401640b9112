package io.siyu.coupon;

import io.siyu.catalog.ProductView;
import io.siyu.kernel.Money;
import io.siyu.platform.graphql.MoneyView;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What an offer, or a member's copy of it, takes off, as the API shows it. */
@Type("CouponTerms")
@Name("CouponTerms")
@Description("What a coupon takes off, and from what (优惠内容).")
public record CouponTermsView(
    @NonNull @Description("What it takes off.") CouponKind kind,
    @NonNull
        @Description(
            "Amount of the goods in its scope from which it can be used (使用门槛); 0 when there is"
                + " none.")
        MoneyView threshold,
    @Description("What FIXED_OFF and NO_THRESHOLD take off; null for the other kinds.")
        MoneyView amountOff,
    @Description("What PERCENT_OFF takes off, 1–99: 15 leaves 85 percent (8.5 折); else null.")
        Integer percentOff,
    @Description("The most that PERCENT_OFF takes off (封顶金额); null when there is no cap.")
        MoneyView cap,
    @NonNull @Id @Description("Ids of the products that it is good for (适用商品); empty means all.")
        List<@NonNull String> productIds,
    @NonNull
        @Description(
            "Of one group, one coupon goes into an order (叠加组): GOODS and SHIPPING unless the brand"
                + " has others.")
        String stackingGroup,
    @Description("0–1000: of an order's coupons the higher ones take off first (优先级).")
        int priority,
    @NonNull @Id @Description("Stores where it can be used beside orders; empty means all (适用门店).")
        List<@NonNull String> storeIds) {

  static CouponTermsView of(
      CouponKind kind,
      Money threshold,
      Money amountOff,
      int percentOff,
      Money cap,
      Set<UUID> productIds,
      CouponStacking stacking,
      Set<UUID> stores) {
    return new CouponTermsView(
        kind,
        MoneyView.of(threshold),
        amountOff.fen() == 0 ? null : MoneyView.of(amountOff),
        percentOff == 0 ? null : percentOff,
        cap == null ? null : MoneyView.of(cap),
        productIds.stream().map(ProductView.ID::encode).sorted().toList(),
        stacking.group(),
        stacking.priority(),
        stores.stream().map(StoreVerification.STORE::encode).sorted().toList());
  }
}
