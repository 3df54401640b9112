package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The line of a paid order, units of which are refunded on instances of a cluster. */
public record OrderedLine(String order, String line) {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** The first line of the member's order. */
  public static OrderedLine of(GraphQLClient member, String order) {
    return new OrderedLine(
        order, member.runWith("viewerOrder", Map.of("id", order)).text("viewer.order.lines.0.id"));
  }

  /** What refundOrder and requestRefund are asked. */
  public Map<String, Object> refund(int quantity, String key) {
    return Map.of(
        "orderId",
        order,
        "reason",
        "坏果包赔",
        "lines",
        List.of(Map.of("lineId", line, "quantity", quantity)),
        "idempotencyKey",
        key);
  }

  /** Many refund the same units with keys of their own, at all instances: one of them does. */
  public void raceToRefund(Cluster cluster, GraphQLClient staff, int quantity, int attempts) {
    List<Outcome<String>> outcomes =
        Together.run(
            cluster,
            attempts,
            20,
            (instance, number) -> {
              Answer answer =
                  staff.at(instance.uri()).run("refundOrder", refund(quantity, "key-" + number));
              return answer.array("refundOrder.userErrors").isEmpty()
                  ? "REFUNDED"
                  : answer.text("refundOrder.userErrors.0.code");
            });

    Together.assertServedByBoth(outcomes);
    assertThat(outcomes.stream().filter(outcome -> "REFUNDED".equals(outcome.result()))).hasSize(1);
    assertThat(outcomes.stream().filter(outcome -> "REFUND_EXCEEDS_PAID".equals(outcome.result())))
        .hasSize(attempts - 1);
  }

  /** So much has come back at the gateway, and no more. */
  public static void awaitMoney(Cluster cluster, long fen) {
    await("the money is back")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number(
                        "SELECT coalesce(sum(amount_fen), 0) FROM sandbox_refund"
                            + " WHERE state = 'SUCCESS'")
                    == fen);
  }
}
