package io.siyu.payment;

import java.util.Map;

/**
 * What must hold between payments and the rows of another feature, asked with the payments' own
 * rules; implemented by that feature.
 */
public interface PaymentCheck {

  /** For each rule that has no query of its own: {@code order_id} and {@code detail}. */
  Map<PaymentRule, String> queries();
}
