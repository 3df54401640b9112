package io.siyu.order;

import io.siyu.coupon.CouponView;
import io.siyu.platform.graphql.MoneyView;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A coupon that cannot be used for a basket. */
@Type("UnusableCoupon")
@Name("UnusableCoupon")
@Description("A coupon that cannot be used for a basket (不可用优惠券).")
public record UnusableCouponView(
    @NonNull @Description("The coupon.") CouponView coupon,
    @NonNull @Description("Why.") CouponProblem reason,
    @Description("How much more of its goods would do; only with THRESHOLD_NOT_MET (还差金额).")
        MoneyView missing,
    @Description("From when on it is valid; only with NOT_YET_VALID.") Instant validFrom,
    @Id @Description("The chosen coupon of its stacking group; only with DOES_NOT_STACK.")
        String conflictsWithId) {}
