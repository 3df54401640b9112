package io.siyu.order;

import io.siyu.catalog.SkuView;
import io.siyu.coupon.CouponView;
import io.siyu.kernel.Refusal;
import io.siyu.platform.graphql.IdType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why something about an order was refused, for the client. */
@Type("OrderError")
@Name("OrderError")
@Description("Why something about an order was refused.")
public record OrderError(
    @NonNull @Description("The reason.") OrderErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Id @Description("The SKU that it is about; only with NOT_FOR_SALE and OUT_OF_STOCK.")
        String skuId,
    @Description(
            "How many units are left; only with OUT_OF_STOCK, and of a line with REFUND_EXCEEDS_PAID.")
        Integer available,
    @Id @Description("The coupon that it is about; only with COUPON_NOT_USABLE.") String couponId,
    @Description(
            "What is wrong with the coupon; only with COUPON_NOT_USABLE, and null when another order was faster.")
        CouponProblem couponProblem,
    @Description("How many points may pay for these goods; only with POINTS_OVER_LIMIT.")
        Integer pointsLimit,
    @Description("Where the order stands; only with NOT_REFUNDABLE and WRONG_STATUS.")
        OrderStatus status,
    @Description("How the request ended; only with REQUEST_ENDED.")
        RefundRequestState requestState) {

  static OrderError of(Refusal refusal) {
    return new OrderError(
        refusal.codeAs(OrderErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        id(refusal, "skuId", SkuView.ID),
        number(refusal, "available"),
        id(refusal, "couponId", CouponView.ID),
        (CouponProblem) refusal.facts().get("couponProblem"),
        number(refusal, "pointsLimit"),
        (OrderStatus) refusal.facts().get("status"),
        (RefundRequestState) refusal.facts().get("requestState"));
  }

  private static String id(Refusal refusal, String fact, IdType type) {
    return refusal.facts().get(fact) instanceof UUID id ? type.encode(id) : null;
  }

  private static Integer number(Refusal refusal, String fact) {
    return refusal.facts().get(fact) instanceof Number number
        ? Integer.valueOf(Math.toIntExact(number.longValue()))
        : null;
  }
}
