package io.siyu;

import static org.awaitility.Awaitility.await;

import io.siyu.testing.cluster.Cluster;
import java.time.Duration;
import java.util.Map;

/** The documents by which staff see whether the books balance, and to what does not fit. */
final class PaymentDocuments {

  private final ClientDocuments documents;
  private final Cluster cluster;

  PaymentDocuments(ClientDocuments documents, Cluster cluster) {
    this.documents = documents;
    this.cluster = cluster;
  }

  void staffReconciles() {
    documents.run("pointsReconciliation", Map.of());
    seeToMismatch();
    seeToRefusedRefunds();
    documents.run("paymentReconciliation", Map.of());
  }

  private void seeToMismatch() {
    cluster.execute(
        """
        INSERT INTO payment_mismatch
          (trade_number, transaction_id, kind, taken_fen, paid_at, noticed_at)
        VALUES ('unknown', 'unknown', 'UNKNOWN_TRADE', 100, now(), now())""");
    String mismatch =
        documents
            .run("paymentMismatches", Map.of("settled", false, "first", 1))
            .text("paymentMismatches.nodes.0.id");
    documents.input(
        "settlePaymentMismatch",
        Map.of("mismatchId", mismatch, "outcome", "REFUNDED_AT_GATEWAY", "note", "测试单,已原路退回"));
  }

  /** As if the gateway had said no to two refunds. */
  private void seeToRefusedRefunds() {
    await("two refunds are through")
        .atMost(Duration.ofSeconds(60))
        .until(() -> cluster.number("SELECT count(*) FROM refund WHERE state = 'SUCCEEDED'") >= 2);
    cluster.execute(
        """
        WITH refused AS (
          UPDATE refund SET state = 'REFUSED' WHERE id IN (
            SELECT id FROM refund WHERE state = 'SUCCEEDED' ORDER BY id LIMIT 2)
          RETURNING id)
        UPDATE order_refund SET money = 'REFUSED' WHERE id IN (SELECT id FROM refused)""");
    documents.input("settleRefundByHand", Map.of("refundId", refused(), "note", "转账退回"));
    documents.input("retryRefund", documents.key("refundId", refused()));
  }

  private String refused() {
    return documents
        .run("refusedRefunds", Map.of("settled", false, "first", 1))
        .text("refusedRefunds.nodes.0.id");
  }
}
