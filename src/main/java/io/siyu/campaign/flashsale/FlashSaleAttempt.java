package io.siyu.campaign.flashsale;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.order.DeliveryChoice;
import io.siyu.platform.idempotency.Fingerprint;
import java.util.List;
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

  /**
   * @throws InvalidInput when quantity or key break their rules, or nobody could tell where the
   *     goods go
   */
  static FlashSaleAttempt checked(
      UUID member, UUID item, int quantity, DeliveryChoice delivery, String key) {
    int units = Numbers.inRange(quantity, 1, MAX_QUANTITY, "input", "quantity");
    String checkedKey = Text.requiredLine(key, MAX_KEY_LENGTH, "input", "idempotencyKey");
    if (delivery == null) {
      throw new InvalidInput(
          List.of("input", "delivery"), "Choose a store to collect at, or an address.");
    }
    return new FlashSaleAttempt(member, item, units, delivery, checkedKey);
  }

  Fingerprint fingerprint() {
    return Fingerprint.of(item, quantity, delivery);
  }
}
