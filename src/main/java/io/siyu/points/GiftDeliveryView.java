package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Where a gift goes, as the API shows it. */
@Type("GiftDelivery")
@Name("GiftDelivery")
@Description("Where a gift is sent (礼品配送).")
public record GiftDeliveryView(
    @NonNull @Description("Who receives it.") String recipientName,
    @NonNull @Description("Phone of the recipient.") String phone,
    @NonNull @Description("Where it is sent.") String address,
    @Description("Who brings it; null until it was shipped.") String carrier,
    @Description("The parcel's number; null until it was shipped.") String trackingNumber) {

  static GiftDeliveryView of(GiftDelivery delivery) {
    return delivery == null
        ? null
        : new GiftDeliveryView(
            delivery.recipientName(),
            delivery.phone(),
            delivery.address(),
            delivery.carrier(),
            delivery.trackingNumber());
  }
}
