package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Members who paid for a chain too late, told by instances that get killed over it. */
class LatePaymentNoticesIT extends ChainReplicas {

  private static final int LATE = 3;

  /** What nobody told is asked for by the end of the chain alone. */
  private static final Map<String, String> SETTINGS = Map.of("siyu.payment.query-after", "1h");

  @Test
  void
      each_is_told_once_although_instances_die_before_the_decision_and_between_it_and_the_notice() {
    try (Cluster cluster = Cluster.of("late-payments-killed", 1, SETTINGS)) {
      UUID chain = chain(cluster, LATE + 1, 100);
      for (GraphQLClient client : members(cluster, LATE)) {
        String order = join(client, chain).expectSuccess("joinChain").text("joinChain.order.id");
        client
            .run("sandboxPay", Map.of("orderId", order, "noticesAfterSeconds", List.of()))
            .expectSuccess("sandboxPay");
      }
      cluster.instance(0).kill();
      // All of them came after it, and nobody knows of them.
      cluster.execute(
          "UPDATE chain SET deadline = clock_timestamp() - interval '1 hour' WHERE id = ?", chain);

      cluster.startUntilCrash("chain.givenBack", 0);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isZero();
      assertThat(told(cluster)).isZero();
      cluster.startUntilCrash("chain.tellingMissed", 0);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isPositive();
      assertThat(told(cluster)).as("decided, and told to nobody yet").isZero();
      cluster.startTogether(2);

      await("everybody is told")
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.number("SELECT count(*) FROM notification") == LATE
                      && cluster.number(
                              "SELECT count(*) FROM outbox_message WHERE state = 'PENDING'")
                          == 0);
      assertThat(
              cluster.number(
                  """
                  SELECT count(DISTINCT member_id) FROM notification
                  WHERE kind = 'CHAIN_PAYMENT_RETURNED' AND body LIKE '%已经截止，付款原路退回%'"""))
          .isEqualTo(LATE);
      assertThat(told(cluster)).isEqualTo(LATE);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isEqualTo(LATE);
    }
  }

  private static long told(Cluster cluster) {
    return cluster.number("SELECT count(*) FROM outbox_message WHERE handler = 'inbox'");
  }
}
