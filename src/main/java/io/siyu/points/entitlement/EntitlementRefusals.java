package io.siyu.points.entitlement;

import io.siyu.kernel.Refusal;

/** Why nothing of an entitlement can be used, or taken back. */
final class EntitlementRefusals {

  private EntitlementRefusals() {}

  /**
   * @throws Refusal unless something is left of it, in time
   */
  static void requireUsable(Entitlement now) {
    switch (now.state()) {
      case ACTIVE, EXPIRING -> {}
      case REVOKED, COMPLETED, EXPIRED -> throw unusable(now);
    }
  }

  static Refusal unusable(Entitlement now) {
    return switch (now.state()) {
      case REVOKED -> refusal(EntitlementErrorCode.REVOKED, "It was taken back.");
      case COMPLETED -> refusal(EntitlementErrorCode.USED_UP, "All of it was used.");
      // The moment may have come between the statement that refused and the one that asks why.
      case ACTIVE, EXPIRING, EXPIRED ->
          refusal(EntitlementErrorCode.EXPIRED, "Its time is over.")
              .with("expiresAt", now.expiresAt());
    };
  }

  static Refusal refusal(EntitlementErrorCode code, String message) {
    return Refusal.of(code, message, "input", "entitlementId");
  }
}
