package io.siyu.points;

/**
 * Where a gift goes, and how it left.
 *
 * @param carrier null until it was shipped; then there is a tracking number as well
 */
record GiftDelivery(
    String recipientName, String phone, String address, String carrier, String trackingNumber) {

  static GiftDelivery to(String recipientName, String phone, String address) {
    return new GiftDelivery(recipientName, phone, address, null, null);
  }
}
