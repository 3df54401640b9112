package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Subscription;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Chains on two instances of the packaged application that race each other or get killed. */
class ChainReplicasIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int PRICE_FEN = 3900;

  /** For the tests that kill nobody. */
  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.ofTwo("chain");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void a_hundred_members_join_at_once_and_get_the_numbers_1_to_100() {
    int members = 100;
    UUID chain = chain(cluster, members, members);
    List<GraphQLClient> clients = members(cluster, members);

    List<Outcome<String>> outcomes =
        Together.run(
            cluster,
            members,
            50,
            (instance, number) -> joinAndPay(clients.get(number).at(instance.uri()), chain));

    Together.assertServedByBoth(outcomes);
    assertThat(outcomes).allMatch(outcome -> outcome.failure() == null);
    assertThat(numbers(cluster, chain))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, members).boxed().toList());
    assertThat(stock(cluster, chain)).isZero();
    assertThat(cluster.number("SELECT have FROM chain WHERE id = ?", chain)).isEqualTo(members);
    refusedSoldOut(cluster, chain);

    endOf(cluster, chain);
    assertThat(text(cluster, "SELECT outcome FROM chain WHERE id = ?", chain))
        .isEqualTo("SUCCEEDED");
    assertThat(settlements(cluster, chain)).isEqualTo(1);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM chain_entry WHERE chain_id = ? AND state = 'CONFIRMED'",
                chain))
        .isEqualTo(members);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM customer_order WHERE source_id = ? AND refunded_fen > 0",
                chain))
        .isZero();
    cluster.setClock(Instant.now());
  }

  @Test
  void more_members_than_goods_leave_no_gap_and_no_debt() {
    int members = 100;
    int stock = 60;
    UUID chain = chain(cluster, stock, stock);
    List<GraphQLClient> clients = members(cluster, members);

    List<Outcome<String>> outcomes =
        Together.run(
            cluster,
            members,
            50,
            (instance, number) -> joinAndPay(clients.get(number).at(instance.uri()), chain));

    Together.assertServedByBoth(outcomes);
    assertThat(outcomes.stream().filter(outcome -> outcome.result() != null).count())
        .isEqualTo(stock);
    assertThat(numbers(cluster, chain))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, stock).boxed().toList());
    assertThat(stock(cluster, chain)).isZero();
  }

  @Test
  void a_settlement_killed_between_two_refunds_is_finished_by_another_instance() {
    int members = 30;
    try (Cluster cluster = Cluster.ofTwo("chain-settlement-killed")) {
      UUID chain = chain(cluster, members + 1, 100);
      List<GraphQLClient> clients = members(cluster, members);
      Together.run(
          cluster,
          members,
          10,
          (instance, number) -> joinAndPay(clients.get(number).at(instance.uri()), chain));
      assertThat(numbers(cluster, chain)).hasSize(members);
      cluster.instances().forEach(instance -> instance.arm("chain.refunding", members / 3));

      Instant afterwards = deadline(cluster, chain).plusSeconds(1);
      cluster.setClock(afterwards);
      await("one instance is killed in the middle")
          .atMost(PATIENCE)
          .until(() -> cluster.instances().stream().anyMatch(instance -> !instance.isAlive()));
      cluster.startAnother().setClock(afterwards);
      cluster.startAnother().setClock(afterwards);

      awaitWoundUp(cluster, chain);
      assertThat(settlements(cluster, chain)).isEqualTo(1);
      assertThat(text(cluster, "SELECT outcome FROM chain WHERE id = ?", chain))
          .isEqualTo("FAILED");
      assertRefundedOnce(cluster, chain, members);
    }
  }

  @Test
  void a_chain_whose_end_is_killed_at_every_step_still_ends_right() {
    int members = 6;
    try (Cluster cluster = Cluster.of("chain-end-killed", 1, Map.of())) {
      UUID chain = chain(cluster, members + 1, 100);
      members(cluster, members)
          .forEach(client -> assertThat(joinAndPay(client, chain)).isNotNull());
      Instant afterwards = deadline(cluster, chain).plusSeconds(1);

      killAfterDeadline(cluster.instance(0), "chain.closing", afterwards);
      assertThat(text(cluster, "SELECT state FROM chain WHERE id = ?", chain)).isEqualTo("OPEN");
      killAfterDeadline(cluster.startAnother(), "chain.settling", afterwards);
      assertThat(text(cluster, "SELECT state FROM chain WHERE id = ?", chain)).isEqualTo("CLOSED");
      // From here on nothing waits for the clock any more.
      cluster.startUntilCrash("chain.refunding", members / 2);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isEqualTo(members / 2);
      cluster.startUntilCrash("chain.windingUp", 0);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isEqualTo(members);
      cluster.startAnother();

      awaitWoundUp(cluster, chain);
      assertThat(settlements(cluster, chain)).isEqualTo(1);
      assertRefundedOnce(cluster, chain, members);
    }
  }

  @Test
  void an_instance_killed_while_a_member_joins_leaves_nothing_and_the_key_still_works() {
    try (Cluster cluster = Cluster.ofTwo("chain-join-killed")) {
      UUID chain = chain(cluster, 1, 10);
      GraphQLClient member = cluster.instance(0).client().asMember("new:unlucky");
      cluster.instance(1).arm("chain.joined", 0);

      assertThatThrownBy(() -> join(member.at(cluster.instance(1).uri()), chain, "once"))
          .isInstanceOf(UncheckedIOException.class);
      cluster.instance(1).awaitCrash();

      assertThat(cluster.number("SELECT count(*) FROM customer_order")).isZero();
      assertThat(stock(cluster, chain)).isEqualTo(10);
      assertThat(join(member, chain, "once").text("joinChain.entry.state")).isEqualTo("RESERVED");
      assertThat(stock(cluster, chain)).isEqualTo(9);
    }
  }

  @Test
  void progress_reaches_the_watchers_of_the_other_instance() {
    UUID chain = chain(cluster, 3, 10);
    List<GraphQLClient> clients = members(cluster, 3);
    SiyuInstance one = cluster.instance(0);
    SiyuInstance other = cluster.instance(1);

    try (Subscription watcher =
        Subscription.open(
            other.uri(), "chainProgress", Map.of("chainId", Chain.ID.encode(chain)), null)) {
      awaitHave(watcher, 0);
      for (int i = 1; i <= 3; i++) {
        joinAndPay(clients.get(i - 1).at(one.uri()), chain);
        awaitHave(watcher, i);
      }
      assertThat(watcher.latest().getJsonObject("chainProgress").getString("state"))
          .isEqualTo("REACHED");
    }
  }

  private static void killAfterDeadline(SiyuInstance instance, String point, Instant afterwards) {
    instance.arm(point, 0);
    instance.setClock(afterwards);
    instance.awaitCrash();
  }

  private static void awaitHave(Subscription watcher, int have) {
    await("the watcher sees " + have)
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                watcher.latest() != null
                    && watcher.latest().getJsonObject("chainProgress").getInteger("have") == have);
  }

  /**
   * @return the order's id, or null when joining was refused
   */
  private static String joinAndPay(GraphQLClient client, UUID chain) {
    Answer joined = join(client, chain);
    String order = joined.text("joinChain.order.id");
    if (order != null) {
      client.run("sandboxPay", Map.of("orderId", order)).expectSuccess("sandboxPay");
    }
    return order;
  }

  private static Answer join(GraphQLClient client, UUID chain) {
    return join(client, chain, UUID.randomUUID().toString());
  }

  private static Answer join(GraphQLClient client, UUID chain, String key) {
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", Chain.ID.encode(chain));
    input.put(
        "items", List.of(Map.of("itemId", ChainItem.ID.encode(itemOf(chain)), "quantity", 1)));
    input.put("idempotencyKey", key);
    return client.run("joinChain", input);
  }

  private static void refusedSoldOut(Cluster cluster, UUID chain) {
    GraphQLClient late = cluster.instance(0).client().asMember("new:late");
    assertThat(join(late, chain).userErrorCodes("joinChain")).containsExactly("OUT_OF_STOCK");
    assertThat(stock(cluster, chain)).isZero();
  }

  private static void endOf(Cluster cluster, UUID chain) {
    cluster.setClock(deadline(cluster, chain).plusSeconds(1));
    awaitWoundUp(cluster, chain);
  }

  private static void awaitWoundUp(Cluster cluster, UUID chain) {
    await("the chain is wound up")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number(
                        "SELECT count(*) FROM chain WHERE id = ? AND wound_up_at IS NOT NULL",
                        chain)
                    == 1);
  }

  private static void assertRefundedOnce(Cluster cluster, UUID chain, int members) {
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM (
                  SELECT o.id FROM customer_order o JOIN order_refund r ON r.order_id = o.id
                  WHERE o.source_id = ? AND o.status = 'REFUNDED'
                  GROUP BY o.id, o.total_fen
                  HAVING count(*) = 1 AND sum(r.amount_fen) = o.total_fen) exact""",
                chain))
        .as("orders that were refunded whole and once")
        .isEqualTo(members);
    await("the money is back")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number("SELECT count(*) FROM sandbox_refund WHERE state = 'SUCCESS'")
                    == members);
    assertThat(cluster.number("SELECT sum(amount_fen) FROM sandbox_refund"))
        .isEqualTo((long) members * PRICE_FEN);
    assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", itemOf(chain))).isEqualTo(100);
  }

  private static List<GraphQLClient> members(Cluster cluster, int count) {
    List<GraphQLClient> clients = new ArrayList<>();
    Together.run(
            cluster,
            count,
            10,
            (instance, number) -> instance.client().asMember("new:joiner-" + number))
        .forEach(
            login -> {
              assertThat(login.failure()).isNull();
              clients.add(login.result());
            });
    return clients;
  }

  private static List<Long> numbers(Cluster cluster, UUID chain) {
    return cluster
        .rows(
            """
            SELECT number FROM chain_entry WHERE chain_id = ? AND number IS NOT NULL
            ORDER BY number""",
            chain)
        .stream()
        .map(row -> ((Number) row.get("number")).longValue())
        .toList();
  }

  private static long stock(Cluster cluster, UUID chain) {
    return cluster.number("SELECT stock FROM chain_item WHERE chain_id = ?", chain);
  }

  private static long settlements(Cluster cluster, UUID chain) {
    return cluster.number(
        "SELECT count(*) FROM chain_transition WHERE chain_id = ? AND to_state = 'SETTLED'", chain);
  }

  private static Instant deadline(Cluster cluster, UUID chain) {
    return Instant.ofEpochSecond(
        cluster.number(
            "SELECT ceil(extract(epoch FROM deadline))::bigint FROM chain WHERE id = ?", chain));
  }

  private static String text(Cluster cluster, String sql, Object... parameters) {
    return cluster.rows(sql, parameters).get(0).values().iterator().next().toString();
  }

  /** One item per chain, and one SKU per item, so that one id serves for both. */
  private static UUID itemOf(UUID chain) {
    return new UUID(chain.getMostSignificantBits(), ~chain.getLeastSignificantBits());
  }

  /**
   * An open chain whose minimum counts orders, picked up at one store; its SKU is left with none.
   */
  private static UUID chain(Cluster cluster, int minimum, int stock) {
    UUID operator = UUID.randomUUID();
    UUID product = UUID.randomUUID();
    UUID store = UUID.randomUUID();
    UUID chain = UUID.randomUUID();
    cluster.execute(
        """
        INSERT INTO operator_account (id, name, password_hash, roles)
        VALUES (?, ?, 'none', ARRAY['OPERATOR'])""",
        operator,
        "leader-" + operator);
    cluster.execute("INSERT INTO product (id, name, role) VALUES (?, '伦晚脐橙', 'TRAFFIC')", product);
    cluster.execute(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES (?, ?, '5斤装', 4900, 0)",
        itemOf(chain),
        product);
    cluster.execute(
        "INSERT INTO store (id, name, city, address) VALUES (?, ?, '杭州', '文三路 100 号')",
        store,
        "西湖店" + store);
    cluster.execute(
        """
        INSERT INTO chain (id, title, state, minimum_unit, minimum, deadline, delivers, created_by,
          created_at, published_at)
        VALUES (?, '伦晚脐橙', 'OPEN', 'ORDERS', ?, now() + interval '2 hours', false, ?, now(), now())
        """,
        chain,
        minimum,
        operator);
    cluster.execute("INSERT INTO chain_pick_up_point VALUES (?, ?)", chain, store);
    cluster.execute(
        """
        INSERT INTO chain_item (id, chain_id, sku_id, position, name, chain_price_fen, stock)
        VALUES (?, ?, ?, 0, '伦晚脐橙5斤', ?, ?)""",
        itemOf(chain),
        chain,
        itemOf(chain),
        PRICE_FEN,
        stock);
    return chain;
  }
}
