package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.cluster.Cluster;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What must hold of one chain's numbers, counters, goods and money, whatever happened. */
record ChainBooks(Cluster cluster, UUID chain) {

  private static final String NUMBERS_NOW =
      """
      SELECT count(e.number) AS given, coalesce(max(e.number), 0) AS highest, c.last_number AS last
      FROM chain c LEFT JOIN chain_entry e ON e.chain_id = c.id
      WHERE c.id = ? GROUP BY c.id""";

  /** Exactly 1, 2, 3 and so on, over all entries that were ever paid. */
  void assertNumbers(int count) {
    assertThat(ChainReplicas.numbers(cluster, chain))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
    assertThat(cluster.number("SELECT last_number FROM chain WHERE id = ?", chain))
        .isEqualTo(count);
  }

  Map<String, Long> numbersByEntry() {
    return cluster
        .rows("SELECT id, number FROM chain_entry WHERE chain_id = ? AND number IS NOT NULL", chain)
        .stream()
        .collect(
            Collectors.toMap(
                row -> ChainEntry.ID.encode((UUID) row.get("id")),
                row -> ((Number) row.get("number")).longValue()));
  }

  /**
   * Looks again and again. Numbers that anybody can see are 1 to n at every moment: each is given
   * with its payment, in the order of the commits.
   *
   * @return the n that were seen
   */
  Set<Long> watchNumbers(BooleanSupplier over) {
    Set<Long> seen = new TreeSet<>();
    try (Connection connection = cluster.connection();
        PreparedStatement look = connection.prepareStatement(NUMBERS_NOW)) {
      look.setObject(1, chain);
      await()
          .atMost(ChainReplicas.PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                try (ResultSet now = look.executeQuery()) {
                  now.next();
                  assertThat(List.of(now.getLong("highest"), now.getLong("last")))
                      .containsOnly(now.getLong("given"));
                  seen.add(now.getLong("given"));
                }
                return over.getAsBoolean();
              });
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return seen;
  }

  /** Of a chain that is not wound up: what is held is paid for or waits for its payment. */
  void assertAddsUp(int stock) {
    assertThat(cluster.number("SELECT have FROM chain WHERE id = ?", chain))
        .isEqualTo(measure("PAID"));
    assertThat(cluster.number("SELECT held FROM chain WHERE id = ?", chain))
        .isEqualTo(held("PAID") + held("RESERVED"));
    assertThat(ChainReplicas.stock(cluster, chain))
        .isEqualTo(stock - held("PAID") - held("RESERVED"));
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM (
                  SELECT from_state, lag(to_state) OVER (ORDER BY id) AS before
                  FROM chain_transition WHERE chain_id = ?) step
                WHERE from_state <> coalesce(before, 'OPEN')""",
                chain))
        .as("changes of state that do not begin where the one before ended")
        .isZero();
  }

  /** What the chain has, by the goods and the roles alone; its minimum counts units. */
  void assertCustomersAlone() {
    String units =
        """
        SELECT coalesce(sum(l.quantity), 0)
        FROM chain_entry e JOIN chain_entry_line l ON l.entry_id = e.id
        WHERE e.chain_id = ? AND e.state = 'PAID' AND %s EXISTS (
          SELECT FROM community_membership m
          WHERE m.member_id = e.member_id AND m.role <> 'MEMBER')""";
    assertThat(cluster.number("SELECT have FROM chain WHERE id = ?", chain))
        .isEqualTo(cluster.number(units.formatted("NOT"), chain));
    assertThat(cluster.number(units.formatted(""), chain)).isPositive();
  }

  private long measure(String state) {
    return sum("measure", state);
  }

  /** Of the maximum, and of the goods where each entry is one unit. */
  private long held(String state) {
    return sum("coalesce(held, measure)", state);
  }

  private long sum(String what, String state) {
    return cluster.number(
        "SELECT coalesce(sum(%s), 0) FROM chain_entry WHERE chain_id = ? AND state = ?"
            .formatted(what),
        chain,
        state);
  }

  /** A chain that failed keeps what it had; its goods are back where they came from. */
  void assertFailedOnce(int stock) {
    assertThat(ChainReplicas.text(cluster, "SELECT outcome FROM chain WHERE id = ?", chain))
        .isEqualTo("FAILED");
    assertThat(ChainReplicas.settlements(cluster, chain)).isEqualTo(1);
    assertThat(cluster.number("SELECT have FROM chain WHERE id = ?", chain))
        .isEqualTo(measure("PAID"));
    assertThat(cluster.number("SELECT held FROM chain WHERE id = ?", chain))
        .isEqualTo(held("PAID"));
    assertThat(ChainReplicas.stock(cluster, chain)).isZero();
    assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", ChainReplicas.itemOf(chain)))
        .isEqualTo(stock);
  }

  String state() {
    return ChainReplicas.text(cluster, "SELECT state FROM chain WHERE id = ?", chain);
  }

  /** The ids of entries of which this holds. */
  Set<String> entries(String condition) {
    return cluster
        .rows("SELECT id FROM chain_entry WHERE chain_id = ? AND " + condition, chain)
        .stream()
        .map(row -> ChainEntry.ID.encode((UUID) row.get("id")))
        .collect(Collectors.toSet());
  }

  /** Every order that took money gave it back whole and once, and the gateway did so too. */
  void assertMoneyIsBack(int orders) {
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM (
                  SELECT o.id FROM customer_order o JOIN order_refund r ON r.order_id = o.id
                  WHERE o.source_id = ? AND o.status = 'REFUNDED'
                  GROUP BY o.id, o.total_fen
                  HAVING count(*) = 1 AND sum(r.amount_fen) = o.total_fen) exact""",
                chain))
        .isEqualTo(orders);
    await("the money is back")
        .atMost(ChainReplicas.PATIENCE)
        .until(
            () ->
                cluster.number(
                        """
                        SELECT count(*) FROM order_refund r JOIN customer_order o
                          ON o.id = r.order_id
                        WHERE o.source_id = ? AND r.money = 'SUCCEEDED'""",
                        chain)
                    == orders);
    assertThat(cluster.number("SELECT count(*) FROM sandbox_refund")).isEqualTo(orders);
    assertThat(cluster.number("SELECT sum(amount_fen) FROM sandbox_refund WHERE state = 'SUCCESS'"))
        .isEqualTo(
            cluster.number("SELECT sum(amount_fen) FROM sandbox_trade WHERE state = 'SUCCESS'"));
    assertReconciled();
  }

  private void assertReconciled() {
    Answer answer =
        PayingCrowd.admin(cluster.instance(0)).runWith("chainReconciliation", Map.of("first", 1));
    JsonObject line = answer.array("chainReconciliation.nodes").getJsonObject(0);
    int paid = line.getJsonObject("paid").getInteger("amount");
    assertThat(line.getString("chainId")).isEqualTo(Chain.ID.encode(chain));
    assertThat((long) paid)
        .isEqualTo(
            cluster.number("SELECT sum(amount_fen) FROM sandbox_trade WHERE state = 'SUCCESS'"));
    assertThat(line.getJsonObject("refunded").getInteger("amount")).isEqualTo(paid);
    assertThat(line.getJsonObject("returned").getInteger("amount")).isEqualTo(paid);
    assertThat(line.getBoolean("balanced")).isTrue();
    assertThat(line.getBoolean("woundUp")).isTrue();
  }
}
