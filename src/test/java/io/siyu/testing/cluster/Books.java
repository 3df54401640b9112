package io.siyu.testing.cluster;

import io.siyu.order.OrderPaymentChecks;
import io.siyu.payment.PaymentRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks a scenario's database whether orders and money agree. */
final class Books {

  private Books() {}

  /**
   * @return what does not hold; nothing where there are no payments yet
   */
  static List<String> violations(Cluster cluster) {
    List<String> found = new ArrayList<>();
    if (cluster.rows("SELECT to_regclass('refund_by_hand') AS books").get(0).get("books") != null) {
      Map<PaymentRule, String> ofOrders = new OrderPaymentChecks().queries();
      for (PaymentRule rule : PaymentRule.values()) {
        String query = rule.query() == null ? ofOrders.get(rule) : rule.query();
        cluster
            .rows("SELECT order_id, detail FROM (%s) violation LIMIT 5".formatted(query))
            .forEach(row -> found.add(rule + ": " + row));
      }
    }
    return found;
  }
}
