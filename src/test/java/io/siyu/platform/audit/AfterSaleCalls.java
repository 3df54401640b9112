package io.siyu.platform.audit;

import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.testing.GraphQLClient;
import java.util.Map;
import java.util.UUID;

/** Calls by which staff decide on requests for refunds. */
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

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
