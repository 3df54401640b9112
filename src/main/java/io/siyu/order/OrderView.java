package io.siyu.order;

import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.MoneyView;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An order as the API shows it. */
@Type("Order")
@Name("Order")
@Description("An order (订单).")
public record OrderView(
    @NonNull @Id @Description("Opaque id of the order.") String id,
    @NonNull @Description("Where it stands.") OrderStatus status,
    @NonNull @Description("Where it comes from.") OrderSource source,
    @NonNull @Description("The goods before discounts (商品金额).") MoneyView goodsAmount,
    @NonNull @Description("All discounts together, the part paid with points included (优惠金额).")
        MoneyView discountAmount,
    @NonNull @Description("Freight (运费), after a free-shipping coupon.") MoneyView freightAmount,
    @Description("How many points pay a part of it (使用积分).") int pointsUsed,
    @NonNull @Description("What the points pay (积分抵扣金额).") MoneyView pointsAmount,
    @NonNull @Description("What is to be paid, or was (应付金额).") MoneyView totalAmount,
    @NonNull @Description("What is given back so far (已退金额), its money perhaps still on the way.")
        MoneyView refundedAmount,
    @NonNull @Description("How the goods reach the member.") OrderDeliveryView delivery,
    @NonNull @Description("It is cancelled unless paid by then (支付截止时间).") Instant payBy,
    @NonNull @Description("Siyu's time, for the countdown.") Instant serverTime,
    @NonNull @Description("When it was created.") Instant createdAt,
    @Description("When the gateway took the money; null until paid.") Instant paidAt) {

  /** Ids of orders. */
  public static final IdType ID = IdType.of("order");
}
