package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** How the goods shall reach the member. */
@Input("DeliveryInput")
@Name("DeliveryInput")
@Description("How the goods shall reach the member (配送方式).")
public record DeliveryInput(
    @NonNull @Description("Pick-up or delivery.") DeliveryKind kind,
    @Id @Description("Where to collect (自提门店); required for PICK_UP.") String storeId,
    @Description("Who receives the goods (收货人), at most 30 characters; required for DELIVERY.")
        String recipientName,
    @Description("Phone of the recipient (电话), 5–20 digits, `+` and `-`; required for DELIVERY.")
        String phone,
    @Description("Where to send them (收货地址), at most 200 characters; required for DELIVERY.")
        String address) {}
