package io.siyu.order;

import io.siyu.catalog.ProductView;
import io.siyu.catalog.SkuView;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.MoneyView;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A line of an order as the API shows it. */
@Type("OrderLine")
@Name("OrderLine")
@Description("A line of an order (订单行), named and priced as on the day it was ordered.")
public record OrderLineView(
    @NonNull @Id @Description("Opaque id of the line.") String id,
    @NonNull @Id @Description("Id of the SKU (规格).") String skuId,
    @NonNull @Id @Description("Id of the product.") String productId,
    @NonNull @Description("Name of the product.") String productName,
    @NonNull @Description("Name of the SKU.") String skuName,
    @Description("Its picture; null when it has none.") String imageUrl,
    @Description("How many units, 1–999.") int quantity,
    @NonNull @Description("Price of a unit before discounts.") MoneyView unitPrice,
    @NonNull @Description("Taken off the line by member price (会员价优惠).") MoneyView memberDiscount,
    @NonNull @Description("Taken off the line by bundles (组合优惠).") MoneyView bundleDiscount,
    @NonNull @Description("Taken off the line by campaigns (活动优惠).") MoneyView campaignDiscount,
    @NonNull @Description("Taken off the line by coupons on goods (优惠券优惠).")
        MoneyView couponDiscount,
    @NonNull @Description("Paid for the line with points (积分抵扣).") MoneyView pointsDiscount,
    @NonNull @Description("What the line costs in money (实付金额).") MoneyView paidAmount,
    @NonNull @Description("What is given back of it so far.") MoneyView refundedAmount,
    @Description("How many of its units are refunded so far (已退数量), 0–999.") int refundedQuantity) {

  static final IdType ID = IdType.of("order-line");

  static OrderLineView of(OrderLineRow line) {
    return new OrderLineView(
        ID.encode(line.id()),
        SkuView.ID.encode(line.skuId()),
        ProductView.ID.encode(line.productId()),
        line.productName(),
        line.skuName(),
        line.imageUrl(),
        line.quantity(),
        MoneyView.of(line.unitPrice()),
        MoneyView.of(line.memberDiscount()),
        MoneyView.of(line.bundleDiscount()),
        MoneyView.of(line.campaignDiscount()),
        MoneyView.of(line.couponDiscount()),
        MoneyView.of(line.pointsDiscount()),
        MoneyView.of(line.paid()),
        MoneyView.of(line.refunded()),
        line.refundedQuantity());
  }
}
