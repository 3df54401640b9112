package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Chains on instances of the packaged application, their members, and what the database holds. */
abstract class ChainReplicas {

  static final Duration PATIENCE = Duration.ofSeconds(120);
  static final int PRICE_FEN = 3900;

  /**
   * @return the order's id, or null when joining was refused
   */
  static String joinAndPay(GraphQLClient client, UUID chain) {
    Answer joined = join(client, chain);
    String order = joined.text("joinChain.order.id");
    if (order != null) {
      client.run("sandboxPay", Map.of("orderId", order)).expectSuccess("sandboxPay");
    }
    return order;
  }

  static Answer join(GraphQLClient client, UUID chain) {
    return join(client, chain, UUID.randomUUID().toString());
  }

  static Answer join(GraphQLClient client, UUID chain, String key) {
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", Chain.ID.encode(chain));
    input.put(
        "items", List.of(Map.of("itemId", ChainItem.ID.encode(itemOf(chain)), "quantity", 1)));
    input.put("idempotencyKey", key);
    return client.run("joinChain", input);
  }

  static void awaitWoundUp(Cluster cluster, UUID chain) {
    await("the chain is wound up")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number(
                        "SELECT count(*) FROM chain WHERE id = ? AND wound_up_at IS NOT NULL",
                        chain)
                    == 1);
  }

  static List<GraphQLClient> members(Cluster cluster, int count) {
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

  static List<Long> numbers(Cluster cluster, UUID chain) {
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

  static long stock(Cluster cluster, UUID chain) {
    return cluster.number("SELECT stock FROM chain_item WHERE chain_id = ?", chain);
  }

  static long settlements(Cluster cluster, UUID chain) {
    return cluster.number(
        "SELECT count(*) FROM chain_transition WHERE chain_id = ? AND to_state = 'SETTLED'", chain);
  }

  static Instant deadline(Cluster cluster, UUID chain) {
    return Instant.ofEpochSecond(
        cluster.number(
            "SELECT ceil(extract(epoch FROM deadline))::bigint FROM chain WHERE id = ?", chain));
  }

  static void killAfterDeadline(SiyuInstance instance, String point, Instant afterwards) {
    instance.arm(point, 0);
    instance.setClock(afterwards);
    instance.awaitCrash();
  }

  static String text(Cluster cluster, String sql, Object... parameters) {
    return cluster.rows(sql, parameters).get(0).values().iterator().next().toString();
  }

  /** One item per chain, and one SKU per item, so that one id serves for both. */
  static UUID itemOf(UUID chain) {
    return new UUID(chain.getMostSignificantBits(), ~chain.getLeastSignificantBits());
  }

  /**
   * An open chain whose minimum counts orders, picked up at one store; its SKU is left with none.
   */
  static UUID chain(Cluster cluster, int minimum, int stock) {
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

  /** Every so-manieth of those who have logged in works for the brand in the chain's community. */
  static void seedEvery(Cluster cluster, UUID chain, int which) {
    UUID community = UUID.randomUUID();
    cluster.execute(
        """
        INSERT INTO community (id, name, kind, city, store_id)
        SELECT ?, '西湖鲜果群', 'REFINED', '杭州', store_id FROM chain_pick_up_point
        WHERE chain_id = ?""",
        community,
        chain);
    cluster.execute("INSERT INTO chain_community VALUES (?, ?)", chain, community);
    cluster.execute(
        """
        WITH seeder AS (
          SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM member) m
          WHERE place % ? = 0),
        joined AS (
          INSERT INTO community_membership
            (id, community_id, member_id, role, joined_at, join_source, changed_at)
          SELECT gen_random_uuid(), ?, id, 'SEEDER', now() - interval '1 day', 'OPERATOR_IMPORT',
            now() - interval '1 day'
          FROM seeder RETURNING id, joined_at)
        INSERT INTO community_membership_change (id, membership_id, kind, role, source, at)
        SELECT gen_random_uuid(), id, 'ROLE', 'SEEDER', 'OPERATOR', joined_at FROM joined""",
        which, community);
  }

  static void assertRefundedOnce(Cluster cluster, UUID chain, int members) {
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
}
