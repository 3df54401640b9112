package io.siyu.platform.audit;

import static org.awaitility.Awaitility.await;

import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls by which staff see to money where the machine cannot. */
final class PaymentCalls {

  private static final String REFUSED =
      "refund r JOIN payment p ON p.id = r.payment_id WHERE p.order_id = $1 AND r.state = 'REFUSED'";

  private final GraphQLClient admin;
  private final String adminId;
  private final GraphQLClient member;
  private final Rows rows;

  PaymentCalls(GraphQLClient admin, String adminId, GraphQLClient member, Rows rows) {
    this.admin = admin;
    this.adminId = adminId;
    this.member = member;
    this.rows = rows;
  }

  Map<String, Supplier<Call>> all(Supplier<String> placed) {
    return Map.of(
        "settlePaymentMismatch",
        () ->
            call("mismatchId", mismatch(), Map.of("outcome", "NOTHING_TO_DO", "note", "商户平台上的测试单")),
        "retryRefund",
        () ->
            call(
                "refundId",
                refused(placed.get()),
                Map.of("idempotencyKey", UUID.randomUUID().toString())),
        "settleRefundByHand",
        () -> call("refundId", refused(placed.get()), Map.of("note", "转账退回")));
  }

  private Call call(String name, String id, Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>(more);
    input.put(name, id);
    return new Call(admin, adminId, input, id);
  }

  private String mismatch() {
    String transaction = "audited-" + UUID.randomUUID();
    rows.update(
        """
        INSERT INTO payment_mismatch
          (trade_number, transaction_id, kind, taken_fen, paid_at, noticed_at)
        VALUES ($1, $1, 'UNKNOWN_TRADE', 100, now(), now())""",
        transaction);
    return IdType.of("payment-mismatch")
        .encode(
            UUID.fromString(
                rows.text(
                    "SELECT id::text FROM payment_mismatch WHERE transaction_id = $1",
                    transaction)));
  }

  /** By a gateway that says no. */
  private String refused(String order) {
    member
        .run("sandboxPay", Map.of("orderId", order, "refundAnswer", "ABNORMAL"))
        .expectSuccess("sandboxPay");
    member
        .run(
            "requestRefund",
            Map.of("orderId", order, "idempotencyKey", UUID.randomUUID().toString()))
        .expectSuccess("requestRefund");
    await("the gateway refuses")
        .atMost(Duration.ofSeconds(30))
        .until(() -> rows.count(REFUSED, Rows.uuid(order)) == 1);
    return IdType.of("refund")
        .encode(UUID.fromString(rows.text("SELECT r.id::text FROM " + REFUSED, Rows.uuid(order))));
  }
}
