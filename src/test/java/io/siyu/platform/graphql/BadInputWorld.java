package io.siyu.platform.graphql;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.points.Earning;
import io.siyu.points.PointsLedger;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A small brand in which bad input could do harm: goods, offers, and two members who own things.
 */
@ApplicationScoped
class BadInputWorld {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final Sql sql;
  private final PointsLedger points;
  private UUID store;
  private UUID template;
  private UUID reward;

  BadInputWorld(Database database, Sql sql, PointsLedger points) {
    this.database = database;
    this.sql = sql;
    this.points = points;
  }

  /** Sets everything up; what members own is theirs by the operations that clients send. */
  Callers settle() {
    store = Ids.next();
    template = Ids.next();
    reward = Ids.next();
    GraphQLClient anonymous = GraphQLClient.ofThisTest();
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    GraphQLClient other = anonymous.asMember("new:bad-input-other-" + suffix);
    GraphQLClient member = anonymous.asMember("new:bad-input-caller-" + suffix);
    GraphQLClient operator =
        anonymous.as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .expectSuccess("operatorLogin")
                .text("operatorLogin.accessToken"));
    UUID caller = idOf(member);
    UUID sku = sku(1990, 100_000);
    change(
        "INSERT INTO store (id, name, city, address) VALUES ($1, $2, '杭州', '文三路 1 号')",
        store,
        "门店 " + suffix);
    change(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from, valid_days)
        VALUES ($1, '五元券', 'NO_THRESHOLD', 500, 1000, 100, '{PUBLIC,POINTS}', $2, 7)""",
        template,
        Instant.now().minusSeconds(60));
    change(
        """
        INSERT INTO reward
          (id, kind, target_id, name, points_price, stock, per_member_limit, created_at)
        VALUES ($1, 'COUPON', $2, '五元券', 10, 1000, 100, now())""",
        reward,
        template);
    String chain = chain(operator, community(), skuId(sku));
    flashSale(operator, skuId(sku));
    for (GraphQLClient owner : List.of(other, member)) {
      own(owner, skuId(sku), chain);
    }
    return new Callers(anonymous, member, operator, caller);
  }

  String skuId(UUID sku) {
    return IdType.of("sku").encode(sku);
  }

  UUID sku(long priceFen, int stock) {
    UUID product = Ids.next();
    UUID sku = Ids.next();
    change("INSERT INTO product (id, name, role) VALUES ($1, '阳光玫瑰葡萄', 'PROFIT')", product);
    change(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES ($1, $2, '2 斤装', $3, $4)",
        sku,
        product,
        priceFen,
        stock);
    return sku;
  }

  Map<String, Object> pickUp() {
    return Map.of("kind", "PICK_UP", "storeId", IdType.of("store").encode(store));
  }

  static String key() {
    return UUID.randomUUID().toString();
  }

  private void own(GraphQLClient owner, String skuId, String chain) {
    UUID id = idOf(owner);
    points
        .earn(Earning.active(id, 1000, "TEST", id.toString(), "GIFT", null))
        .await()
        .atMost(PATIENCE);
    change(
        """
        INSERT INTO notification (id, member_id, kind, title, body, unique_key, created_at)
        VALUES ($1, $2, 'COUPON_EXPIRING', '提醒', '优惠券快到期了', $3, now())""",
        Ids.next(),
        id,
        id.toString());
    run(
        owner,
        "claimCoupon",
        Map.of(
            "templateId", IdType.of("coupon-template").encode(template), "idempotencyKey", key()));
    run(
        owner,
        "redeemReward",
        Map.of("rewardId", IdType.of("reward").encode(reward), "idempotencyKey", key()));
    run(
        owner,
        "createOrder",
        Map.of(
            "items",
            List.of(Map.of("skuId", skuId, "quantity", 1)),
            "delivery",
            pickUp(),
            "idempotencyKey",
            key()));
    String item =
        owner
            .send("query($id: ID!) { chain(id: $id) { items { id } } }", Map.of("id", chain))
            .text("chain.items.0.id");
    run(
        owner,
        "joinChain",
        Map.of(
            "chainId",
            chain,
            "items",
            List.of(Map.of("itemId", item, "quantity", 1)),
            "delivery",
            pickUp(),
            "idempotencyKey",
            key()));
  }

  private UUID community() {
    UUID community = Ids.next();
    change(
        "INSERT INTO community (id, kind, store_id, name) VALUES ($1, 'REFINED', $2, '水果群')",
        community,
        store);
    return community;
  }

  private String chain(GraphQLClient operator, UUID community, String skuId) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("title", "接龙");
    input.put("minimumUnit", "ORDERS");
    input.put("minimum", 10);
    input.put("deadline", Instant.now().plus(Duration.ofDays(2)).toString());
    input.put("delivers", false);
    input.put("communityIds", List.of(IdType.of("community").encode(community)));
    input.put("pickUpStoreIds", List.of(IdType.of("store").encode(store)));
    input.put("items", List.of(Map.of("skuId", skuId, "chainPrice", 990, "stock", 1000)));
    input.put("idempotencyKey", key());
    String chain = run(operator, "createChain", input).text("createChain.chain.id");
    run(operator, "publishChain", Map.of("chainId", chain, "idempotencyKey", key()));
    return chain;
  }

  private void flashSale(GraphQLClient operator, String skuId) {
    run(
        operator,
        "createFlashSale",
        Map.of(
            "name",
            "周三秒杀",
            "opensAt",
            Instant.now().minusSeconds(60).toString(),
            "closesAt",
            Instant.now().plus(Duration.ofDays(1)).toString(),
            "items",
            List.of(Map.of("skuId", skuId, "flashPrice", 990, "stock", 100, "perMemberLimit", 10)),
            "idempotencyKey",
            key()));
  }

  private static Answer run(GraphQLClient client, String operation, Map<String, ?> input) {
    return client.run(operation, input).expectSuccess(operation);
  }

  private static UUID idOf(GraphQLClient member) {
    String id = member.send("{ viewer { id } }", Map.of()).text("viewer.id");
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getUrlDecoder().decode(id.substring(id.indexOf('_') + 1)));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private void change(String statement, Object... parameters) {
    database.transaction(() -> sql.update(statement, parameters)).await().atMost(PATIENCE);
  }

  /**
   * Everybody who may send something bad.
   *
   * @param memberId of {@code member}
   */
  record Callers(
      GraphQLClient anonymous, GraphQLClient member, GraphQLClient operator, UUID memberId) {}
}
