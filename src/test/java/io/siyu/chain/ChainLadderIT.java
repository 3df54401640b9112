package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Differences of ladder prices on instances that get killed, or settle at the same time. */
class ChainLadderIT extends ChainReplicas {

  private static final int LAST_PRICE_FEN = 3000;
  private static final int DIFFERENCE_FEN = PRICE_FEN - LAST_PRICE_FEN;

  @Test
  void a_ladder_whose_end_is_killed_at_every_step_gives_each_difference_once() {
    int members = 6;
    try (Cluster cluster = Cluster.of("chain-ladder-killed", 1, Map.of())) {
      UUID chain = laddered(cluster, members);
      members(cluster, members)
          .forEach(client -> assertThat(joinAndPay(client, chain)).isNotNull());
      Instant afterwards = deadline(cluster, chain).plusSeconds(1);

      killAfterDeadline(cluster.instance(0), "chain.closing", afterwards);
      killAfterDeadline(cluster.startAnother(), "chain.settling", afterwards);
      assertThat(text(cluster, "SELECT state FROM chain WHERE id = ?", chain)).isEqualTo("CLOSED");
      // From here on nothing waits for the clock any more.
      cluster.startUntilCrash("chain.confirming", 0);
      assertThat(text(cluster, "SELECT settled_have FROM chain WHERE id = ?", chain))
          .isEqualTo(String.valueOf(members));
      assertThat(confirmed(cluster, chain)).isZero();
      cluster.startUntilCrash("chain.confirming", 2);
      assertThat(confirmed(cluster, chain)).isEqualTo(2);
      // The difference is noted, its entry confirmed, and the process dies before the commit.
      cluster.startUntilCrash("refund.requested", 0);
      assertThat(confirmed(cluster, chain)).isEqualTo(2);
      // The money is given back, and the process dies before that is noted.
      cluster.startUntilCrash("refund.afterGateway", 0);
      cluster.startUntilCrash("job.afterBatch.chain-settlement", 5);
      assertThat(confirmed(cluster, chain)).isBetween(2L, (long) members);
      cluster.startUntilCrash("chain.windingUp", 0);
      assertThat(confirmed(cluster, chain)).isEqualTo(members);
      cluster.startAnother();

      awaitWoundUp(cluster, chain);
      assertGivenOnce(cluster, chain, members);
    }
  }

  @Test
  void instances_that_end_a_ladder_at_the_same_time_give_each_difference_once() {
    int members = 30;
    try (Cluster cluster =
        Cluster.of("chain-ladder-by-both", 2, Map.of("siyu.jobs.enabled", "false"))) {
      UUID chain = laddered(cluster, members);
      List<GraphQLClient> clients = members(cluster, members);
      Together.run(
          cluster,
          members,
          10,
          (instance, number) -> joinAndPay(clients.get(number).at(instance.uri()), chain));
      assertThat(numbers(cluster, chain)).hasSize(members);
      cluster.execute("UPDATE chain SET deadline = now() WHERE id = ?", chain);

      Together.runJobOnBoth(cluster, "chain-settlement", 6);

      awaitWoundUp(cluster, chain);
      assertGivenOnce(cluster, chain, members);
    }
  }

  /** A chain that ships from 2 orders, and is cheapest from as many as there are members. */
  private static UUID laddered(Cluster cluster, int members) {
    UUID chain = chain(cluster, 2, 100);
    cluster.execute("UPDATE chain SET laddered = true WHERE id = ?", chain);
    cluster.execute(
        "INSERT INTO chain_ladder_step VALUES (?, 4, 3500), (?, ?, ?)",
        itemOf(chain),
        itemOf(chain),
        members,
        LAST_PRICE_FEN);
    return chain;
  }

  /** How many entries are confirmed; each of them with its difference, and no other has one. */
  private static long confirmed(Cluster cluster, UUID chain) {
    long confirmed =
        cluster.number(
            "SELECT count(*) FROM chain_entry WHERE chain_id = ? AND state = 'CONFIRMED'", chain);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM chain_entry e JOIN order_refund r ON r.order_id = e.order_id
                WHERE e.chain_id = ? AND e.state = 'CONFIRMED' AND r.refund_key = 'LADDER'
                  AND r.amount_fen = e.difference_fen""",
                chain))
        .as("entries with their difference")
        .isEqualTo(confirmed)
        .isEqualTo(
            cluster.number(
                """
                SELECT count(*) FROM order_refund r JOIN customer_order o ON o.id = r.order_id
                WHERE o.source_id = ?""",
                chain));
    return confirmed;
  }

  private static void assertGivenOnce(Cluster cluster, UUID chain, int members) {
    assertThat(settlements(cluster, chain)).isEqualTo(1);
    assertThat(confirmed(cluster, chain)).isEqualTo(members);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM customer_order
                WHERE source_id = ? AND status = 'PAID' AND refunded_fen = ?""",
                chain,
                DIFFERENCE_FEN))
        .as("orders that gave back the difference")
        .isEqualTo(members);
    await("the money is back")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number("SELECT count(*) FROM sandbox_refund WHERE state = 'SUCCESS'")
                    == members);
    assertThat(cluster.number("SELECT sum(amount_fen) FROM sandbox_refund"))
        .isEqualTo((long) members * DIFFERENCE_FEN);
    // 100 went into the chain, and what was sold stays sold.
    assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", itemOf(chain)))
        .isEqualTo(100 - members);
  }
}
