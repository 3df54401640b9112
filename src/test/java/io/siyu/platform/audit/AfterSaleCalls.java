package io.siyu.platform.audit;

import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.testing.GraphQLClient;
import java.util.Map;
import java.util.UUID;

/** Calls by which staff hand goods over, and decide on requests for refunds. */
final class AfterSaleCalls {

  private AfterSaleCalls() {}

  /**
   * @param order paid by the member
   */
  static Call decide(GraphQLClient admin, String adminId, GraphQLClient member, String order) {
    String request =
        member
            .run(
                "requestRefund",
                Map.of("orderId", order, "reason", "少发一盒", "idempotencyKey", key()))
            .expectSuccess("requestRefund")
            .text("requestRefund.request.id");
    Map<String, Object> input =
        Map.of("requestId", request, "decision", "APPROVE", "idempotencyKey", key());
    return new Call(admin, adminId, input, request);
  }

  /**
   * @param order paid, to be picked up
   */
  static Call handOver(GraphQLClient admin, String adminId, String order) {
    Map<String, Object> input = Map.of("orderId", order);
    admin.run("markReadyForPickup", input).expectSuccess("markReadyForPickup");
    return new Call(admin, adminId, input, order);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
