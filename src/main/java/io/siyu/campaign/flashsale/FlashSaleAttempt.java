package io.siyu.campaign.flashsale;

import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.order.DeliveryChoice;
import io.siyu.order.DeliveryKind;
import io.siyu.platform.idempotency.Fingerprint;
import java.util.UUID;

/**
 * One member's wish, checked for form.
 *
 * @param quantity 1–{@value #MAX_QUANTITY}
 * @param key the client's idempotency key
 */
record FlashSaleAttempt(UUID member, UUID item, int quantity, DeliveryChoice delivery, String key) {

  /** Units of one order; the item's own limit per member is usually lower. */
  static final int MAX_QUANTITY = 20;

  /** Longest key of a client. */
  private static final int MAX_KEY_LENGTH = 64;

  /** Without a choice the goods wait at a store. */
  private static final DeliveryChoice PICK_UP =
      new DeliveryChoice(DeliveryKind.PICK_UP, null, null, null, null);

  /**
   * @param delivery null for pick-up
   * @throws io.siyu.kernel.InvalidInput when quantity or key break their rules
   */
  static FlashSaleAttempt checked(
      UUID member, UUID item, int quantity, DeliveryChoice delivery, String key) {
    return new FlashSaleAttempt(
        member,
        item,
        Numbers.inRange(quantity, 1, MAX_QUANTITY, "input", "quantity"),
        delivery == null ? PICK_UP : delivery,
        Text.requiredLine(key, MAX_KEY_LENGTH, "input", "idempotencyKey"));
  }

  Fingerprint fingerprint() {
    return Fingerprint.of(item, quantity, delivery);
  }
}
