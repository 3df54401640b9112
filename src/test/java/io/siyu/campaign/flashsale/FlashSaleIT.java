package io.siyu.campaign.flashsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A rush on two instances: Redis is emptied in the middle, instances are killed. */
class FlashSaleIT {

  private static final UUID STORE = UUID.randomUUID();
  private static final int UNITS = 50;
  private static final int ATTEMPTS = 2_000;
  private static final int CLIENTS = 64;
  private static final int REPEATS = 5;

  /** Odd, so that a member's attempts reach both instances. */
  private static final int MEMBERS = 999;

  @Test
  @Tag("native")
  void two_thousand_attempts_buy_fifty_units_though_redis_is_emptied_in_the_middle() {
    try (Cluster cluster = Cluster.ofTwo("flash-sale")) {
      UUID item = sale(cluster, UNITS, 1);
      List<String> tokens = members(cluster, MEMBERS);
      Map<Integer, String> orders = new ConcurrentHashMap<>();
      AtomicBoolean emptied = new AtomicBoolean();

      List<Together.Outcome<String>> outcomes =
          Together.run(
              cluster,
              ATTEMPTS,
              CLIENTS,
              (instance, number) -> {
                Answer answer = buy(instance, tokens.get(number % MEMBERS), item, number);
                String order = answer.text("buyFlashSaleItem.order.id");
                if (order != null) {
                  orders.put(number, order);
                  if (orders.size() >= UNITS / 3 && emptied.compareAndSet(false, true)) {
                    cluster.flushRedis();
                  }
                  return "BOUGHT";
                }
                return refusal(answer);
              });

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes).allMatch(outcome -> outcome.failure() == null);
      assertThat(emptied).isTrue();
      assertThat(Set.copyOf(outcomes.stream().map(Together.Outcome::result).toList()))
          .isSubsetOf(Set.of("BOUGHT", "SOLD_OUT", "LIMIT_REACHED"));
      assertThat(orders).hasSize(UNITS);
      assertSold(cluster, item, UNITS);

      // Every winner's retry, at the other instance and with another emptied gate.
      cluster.flushRedis();
      orders.forEach(
          (number, order) ->
              assertThat(
                      buy(
                              cluster.forAttempt(number + 1),
                              tokens.get(number % MEMBERS),
                              item,
                              number)
                          .text("buyFlashSaleItem.order.id"))
                  .isEqualTo(order));
      assertSold(cluster, item, UNITS);
    }
  }

  @Test
  void an_instance_killed_after_the_commit_leaves_its_winner_the_order() {
    try (Cluster cluster =
        Cluster.of("flash-sale-after-commit", 2, Map.of("siyu.flash-sale.reservation", "2s"))) {
      UUID item = sale(cluster, 1, 1);
      String token = members(cluster, 1).get(0);
      cluster.instance(1).arm("flashSale.afterCommit", 0);

      buyAndLoseTheAnswer(cluster.instance(1), token, item);

      Answer retry = buy(cluster.instance(0), token, item, 1);
      assertThat(retry.text("buyFlashSaleItem.order.id")).isNotNull();
      assertSold(cluster, item, 1);
    }
  }

  @Test
  void an_instance_killed_before_the_commit_leaves_its_units_to_others() {
    try (Cluster cluster =
        Cluster.of("flash-sale-before-commit", 2, Map.of("siyu.flash-sale.reservation", "2s"))) {
      UUID item = sale(cluster, 1, 1);
      List<String> tokens = members(cluster, 2);
      cluster.instance(1).arm("flashSale.beforeCommit", 0);

      buyAndLoseTheAnswer(cluster.instance(1), tokens.get(0), item);
      assertThat(cluster.number("SELECT count(*) FROM customer_order")).isZero();

      await("the unit is sold to someone else")
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  buy(cluster.instance(0), tokens.get(1), item, 2).text("buyFlashSaleItem.order.id")
                      != null);
      assertSold(cluster, item, 1);
    }
  }

  private static void buyAndLoseTheAnswer(SiyuInstance instance, String token, UUID item) {
    try {
      buy(instance, token, item, 1);
    } catch (java.io.UncheckedIOException connectionLost) {
      instance.awaitCrash();
      return;
    }
    throw new AssertionError("The instance answered.");
  }

  private static void assertSold(Cluster cluster, UUID item, int units) {
    assertThat(cluster.number("SELECT count(*) FROM customer_order WHERE source_id = ?", item))
        .isEqualTo(units);
    assertThat(
            cluster.number(
                """
                SELECT count(DISTINCT order_id) FROM flash_sale_slot
                WHERE item_id = ? AND order_id IS NOT NULL""",
                item))
        .isEqualTo(units);
    assertThat(
            cluster.number(
                "SELECT count(DISTINCT member_id) FROM customer_order WHERE source_id = ?", item))
        .as("members who bought: nobody twice")
        .isEqualTo(units);
    assertThat(
            cluster.number(
                "SELECT sum(taken) FROM flash_sale_member_quota WHERE item_id = ?", item))
        .isEqualTo(units);
  }

  private static Answer buy(SiyuInstance instance, String token, UUID item, int number) {
    Map<String, Object> input = new HashMap<>();
    input.put("flashSaleItemId", FlashSaleItemView.ID.encode(item));
    input.put("quantity", 1);
    input.put("delivery", Map.of("kind", "PICK_UP", "storeId", IdType.of("store").encode(STORE)));
    input.put("idempotencyKey", "attempt-" + number);
    Answer answer = instance.client().as(token).run("buyFlashSaleItem", input);
    // What the message tells a client to do when a starved machine is too slow for Redis.
    for (int i = 0; i < REPEATS && refusal(answer).equals("SALE_PAUSED"); i++) {
      answer = instance.client().as(token).run("buyFlashSaleItem", input);
    }
    return answer;
  }

  private static String refusal(Answer answer) {
    List<String> codes = answer.userErrorCodes("buyFlashSaleItem");
    return codes.isEmpty() ? answer.body().encode() : codes.get(0);
  }

  private static List<String> members(Cluster cluster, int count) {
    List<String> tokens = new ArrayList<>();
    List<Together.Outcome<String>> logins =
        Together.run(
            cluster,
            count,
            Math.min(16, count),
            (instance, number) -> {
              GraphQLClient client = instance.client().asMember("new:buyer-" + number);
              return client.token();
            });
    logins.forEach(
        login -> {
          assertThat(login.failure()).isNull();
          tokens.add(login.result());
        });
    return tokens;
  }

  private static UUID sale(Cluster cluster, int units, int limit) {
    cluster.execute(
        "INSERT INTO store (id, name, city, address) VALUES (?, '西湖店', '杭州', '文三路 100 号')", STORE);
    UUID product = UUID.randomUUID();
    UUID sku = UUID.randomUUID();
    UUID sale = UUID.randomUUID();
    UUID item = UUID.randomUUID();
    cluster.execute("INSERT INTO product (id, name, role) VALUES (?, '车厘子', 'TRAFFIC')", product);
    cluster.execute(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES (?, ?, '2斤', 5990, 0)",
        sku,
        product);
    cluster.execute(
        """
        INSERT INTO campaign (id, kind, name, status, opens_at, closes_at, created_at)
        VALUES (?, 'FLASH_SALE', '周三秒杀', 'RUNNING', now() - interval '1 minute',
                now() + interval '1 hour', now())""",
        sale);
    cluster.execute("INSERT INTO flash_sale (id) VALUES (?)", sale);
    cluster.execute(
        """
        INSERT INTO flash_sale_item
          (id, sale_id, position, sku_id, price_fen, stock, per_member_limit)
        VALUES (?, ?, 0, ?, 990, ?, ?)""",
        item,
        sale,
        sku,
        units,
        limit);
    cluster.execute(
        "INSERT INTO flash_sale_slot (item_id, number) SELECT ?, n FROM generate_series(1, ?) AS n",
        item,
        units);
    return item;
  }
}
