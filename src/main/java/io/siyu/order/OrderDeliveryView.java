package io.siyu.order;

import io.siyu.platform.graphql.IdType;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** How an order's goods reach the member. */
@Type("OrderDelivery")
@Name("OrderDelivery")
@Description("How an order's goods reach the member (配送信息).")
public record OrderDeliveryView(
    @NonNull @Description("Pick-up or delivery.") DeliveryKind kind,
    @Id @Description("The store to collect at (自提门店); null for delivery.") String storeId,
    @Description("Who receives them (收货人).") String recipientName,
    @Description("Phone of the recipient (电话).") String phone,
    @Description("Where they are sent (收货地址); null for pick-up.") String address,
    @Description("The carrier (快递公司); null until shipped.") String carrier,
    @Description("The carrier's number of the parcel (快递单号); null until shipped.")
        String trackingNumber) {

  static final IdType STORE_ID = IdType.of("store");
}
