package io.siyu.campaign.flashsale;

import io.siyu.kernel.Refusal;
import java.time.Instant;

/** The same words for a refusal, whether the gate or PostgreSQL says it. */
final class FlashSaleRefusals {

  private FlashSaleRefusals() {}

  static Refusal notOpen(Instant opensAt) {
    return Refusal.of(
            FlashSaleErrorCode.NOT_OPEN,
            "The sale has not opened yet. Come back when it does.",
            "input",
            "flashSaleItemId")
        .with("opensAt", opensAt);
  }

  static Refusal over() {
    return Refusal.of(FlashSaleErrorCode.ENDED, "The sale is over.", "input", "flashSaleItemId");
  }

  static Refusal soldOut(int left) {
    return Refusal.of(
            FlashSaleErrorCode.SOLD_OUT,
            left == 0
                ? "All units are gone. Units of unpaid orders may come back."
                : "Fewer units are left than you ask for. Ask for fewer.",
            "input",
            "quantity")
        .with("left", left);
  }

  static Refusal limitReached(int left) {
    return Refusal.of(
            FlashSaleErrorCode.LIMIT_REACHED,
            left == 0
                ? "You have bought as many as one member may."
                : "That is more than one member may buy. Ask for fewer.",
            "input",
            "quantity")
        .with("left", left);
  }

  static Refusal keyReused() {
    return Refusal.shared(
        Refusal.IDEMPOTENCY_KEY_REUSED,
        "This key was used with another input. Make a new key for a new request.",
        "input",
        "idempotencyKey");
  }

  static Refusal paused() {
    return Refusal.of(
        FlashSaleErrorCode.SALE_PAUSED,
        "Flash sales pause for a moment. Please try again shortly with the same key.");
  }

  static Refusal busy() {
    return Refusal.of(
        FlashSaleErrorCode.SALE_BUSY,
        "Too many are buying at this moment. Please try again with the same key.");
  }
}
