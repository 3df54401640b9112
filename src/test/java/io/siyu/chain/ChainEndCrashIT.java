package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The end of a chain, killed between any two of its steps, one after the other: each instance goes
 * on where the one before died, with a payment among the entries whose notice got lost and two
 * reservations that nobody paid.
 */
class ChainEndCrashIT extends ChainReplicas {

  private static final int PAID = 4;

  /** What nobody told is asked for by the end of the chain alone. */
  private static final Map<String, String> SETTINGS = Map.of("siyu.payment.query-after", "1h");

  @Test
  void a_chain_that_fails_gives_everything_back_once_wherever_its_end_is_killed() {
    try (Cluster cluster = Cluster.of("chain-failing-killed", 1, SETTINGS)) {
      UUID chain = chain(cluster, PAID + 1, 100);
      prepareAndStop(cluster, chain);

      killUntilSettled(cluster, chain);
      cluster.startUntilCrash("chain.refunding", 0);
      assertThat(refunds(cluster)).isZero();
      cluster.startUntilCrash("refund.requested", 0);
      assertThat(refunds(cluster)).isZero();
      cluster.startUntilCrash("refund.beforeCommit", 1);
      cluster.startUntilCrash("refund.afterGateway", 0);
      SiyuInstance last = cluster.startAnother();

      awaitWoundUp(cluster, chain);
      assertThat(settlements(cluster, chain)).isEqualTo(1);
      assertThat(text(cluster, "SELECT outcome FROM chain WHERE id = ?", chain))
          .isEqualTo("FAILED");
      assertRefundedOnce(cluster, chain, PAID);
      await("the books say so, too").atMost(PATIENCE).until(() -> isBalanced(last));
    }
  }

  @Test
  void a_chain_that_succeeds_confirms_everybody_and_refunds_nobody_wherever_its_end_is_killed() {
    try (Cluster cluster = Cluster.of("chain-succeeding-killed", 1, SETTINGS)) {
      UUID chain = chain(cluster, PAID, 100);
      prepareAndStop(cluster, chain);

      killUntilSettled(cluster, chain);
      cluster.startUntilCrash("chain.windingUp", 0);
      cluster.startAnother();

      awaitWoundUp(cluster, chain);
      assertThat(settlements(cluster, chain)).isEqualTo(1);
      assertThat(text(cluster, "SELECT outcome FROM chain WHERE id = ?", chain))
          .as("the payment whose notice got lost counts")
          .isEqualTo("SUCCEEDED");
      assertThat(states(cluster, chain)).isEqualTo(Map.of("CONFIRMED", (long) PAID, "EXPIRED", 2L));
      assertThat(numbers(cluster, chain)).containsExactly(1L, 2L, 3L, 4L);
      assertThat(refunds(cluster)).isZero();
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", itemOf(chain)))
          .isEqualTo(100 - PAID);
    }
  }

  /**
   * In the order in which they are asked about: three paid, one paid without a notice, two
   * reserved; the deadline passes while nobody runs.
   */
  private static void prepareAndStop(Cluster cluster, UUID chain) {
    List<GraphQLClient> clients = members(cluster, PAID + 2);
    List<String> orders = new ArrayList<>();
    for (GraphQLClient client : clients) {
      orders.add(join(client, chain).expectSuccess("joinChain").text("joinChain.order.id"));
    }
    for (int i = 0; i < PAID; i++) {
      Map<String, Object> payment =
          i == PAID - 1
              ? Map.of("orderId", orders.get(i), "noticesAfterSeconds", List.of())
              : Map.of("orderId", orders.get(i));
      clients.get(i).run("sandboxPay", payment).expectSuccess("sandboxPay");
    }
    cluster.instance(0).kill();
    cluster.execute("UPDATE chain SET deadline = clock_timestamp() WHERE id = ?", chain);
  }

  private static void killUntilSettled(Cluster cluster, UUID chain) {
    cluster.startUntilCrash("chain.closing", 0);
    assertThat(state(cluster, chain)).isEqualTo("OPEN");
    cluster.startUntilCrash("job.afterBatch.chain-settlement", 0);
    assertThat(state(cluster, chain)).isEqualTo("CLOSED");
    assertThat(states(cluster, chain)).containsEntry("RESERVED", 3L);
    // The settlement asks about all three at once: the paid one waits until the others have died.
    try (Connection holder = cluster.connection()) {
      holder.setAutoCommit(false);
      holdFirstReserved(holder, chain);
      for (String point :
          List.of("close.afterGateway", "cancel.afterClose", "cancel.beforeCommit")) {
        killAt(cluster, chain, point);
      }
      holder.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    killAt(cluster, chain, "notice.beforeCommit");
    cluster.startUntilCrash("chain.settling", 0);
    assertThat(state(cluster, chain)).isEqualTo("CLOSED");
    assertThat(states(cluster, chain)).isEqualTo(Map.of("PAID", (long) PAID, "EXPIRED", 2L));
  }

  /** That of the payment whose notice got lost: entries are asked about in the order of ids. */
  private static void holdFirstReserved(Connection holder, UUID chain) throws SQLException {
    try (PreparedStatement first =
        holder.prepareStatement(
            """
            SELECT id FROM chain_entry WHERE chain_id = ? AND state = 'RESERVED'
            ORDER BY id LIMIT 1 FOR UPDATE""")) {
      first.setObject(1, chain);
      assertThat(first.executeQuery().next()).isTrue();
    }
  }

  private static void killAt(Cluster cluster, UUID chain, String point) {
    cluster.startUntilCrash(point, 0);
    assertThat(state(cluster, chain)).as("killed at " + point).isEqualTo("CLOSED");
  }

  private static String state(Cluster cluster, UUID chain) {
    return text(cluster, "SELECT state FROM chain WHERE id = ?", chain);
  }

  private static Map<String, Long> states(Cluster cluster, UUID chain) {
    Map<String, Long> counts = new HashMap<>();
    cluster
        .rows(
            "SELECT state, count(*) AS entries FROM chain_entry WHERE chain_id = ? GROUP BY state",
            chain)
        .forEach(
            row ->
                counts.put((String) row.get("state"), ((Number) row.get("entries")).longValue()));
    return counts;
  }

  private static long refunds(Cluster cluster) {
    return cluster.number("SELECT count(*) FROM order_refund");
  }

  private static boolean isBalanced(SiyuInstance instance) {
    GraphQLClient anonymous = instance.client();
    Answer login =
        anonymous.run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"));
    Answer books =
        anonymous
            .as(login.text("operatorLogin.accessToken"))
            .runWith("chainReconciliation", Map.of("first", 1));
    String node = "chainReconciliation.nodes.0.";
    return books.number(node + "paid.amount") == PAID * PRICE_FEN
        && books.number(node + "refunded.amount") == PAID * PRICE_FEN
        && books.number(node + "returned.amount") == PAID * PRICE_FEN
        && Boolean.TRUE.equals(books.at(node + "balanced"))
        && Boolean.TRUE.equals(books.at(node + "woundUp"));
  }
}
