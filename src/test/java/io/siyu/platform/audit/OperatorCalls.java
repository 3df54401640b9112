package io.siyu.platform.audit;

import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** For every mutation of operators one call that succeeds, with what it needs already there. */
@ApplicationScoped
class OperatorCalls {

  private static final String PASSWORD = "a good password";

  /**
   * A call that is ready to be made.
   *
   * @param actor id of the operator who makes it
   * @param subject id of what it is done to; or where the answer has it, below {@code data}; or
   *     null when it is nothing single
   */
  record Call(GraphQLClient caller, String actor, Map<String, Object> input, String subject) {}

  private final Rows rows;
  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();
  private UUID store;
  private UUID community;
  private GraphQLClient admin;
  private String adminId;
  private GraphQLClient member;

  OperatorCalls(Rows rows) {
    this.rows = rows;
  }

  /** Ready to be prepared, by the mutation's name. */
  Map<String, Supplier<Call>> all() {
    admin = login("admin", "siyu-dev-admin");
    adminId = admin.send("{ operator { id } }", Map.of()).text("operator.id");
    member = anonymous.asMember("new:audited-" + UUID.randomUUID().toString().substring(0, 8));
    store = Ids.next();
    community = Ids.next();
    rows.update(
        "INSERT INTO store (id, name, city, address) VALUES ($1, $2, '杭州', '文三路 1 号')",
        store,
        "门店 " + store);
    rows.update(
        "INSERT INTO community (id, kind, store_id, name) VALUES ($1, 'REFINED', $2, '水果群')",
        community,
        store);
    Map<String, Supplier<Call>> calls = new TreeMap<>();
    calls.put("createOperator", this::createOperator);
    calls.put("operatorLogin", this::operatorLogin);
    calls.put("changePassword", this::changePassword);
    calls.put("logout", this::logout);
    calls.put("shipOrder", this::shipOrder);
    calls.put("markReadyForPickup", this::markReadyForPickup);
    calls.put("handOverOrder", () -> AfterSaleCalls.handOver(admin, adminId, paid(pickUp())));
    calls.put("refundOrder", this::refundOrder);
    calls.put(
        "decideRefundRequest", () -> AfterSaleCalls.decide(admin, adminId, member, paid(pickUp())));
    calls.put("runJob", () -> byAdmin(Map.of("name", "platform-housekeeping"), null));
    calls.put("retryOutbox", this::retryOutbox);
    calls.put("createFlashSale", this::createFlashSale);
    calls.put("tagMembers", () -> byAdmin(MemberInputs.tagged(memberId()), null));
    calls.put(
        "saveQuestionnaire",
        () -> byAdmin(MemberInputs.questionnaire(), "saveQuestionnaire.questionnaire.id"));
    calls.put(
        "resolveMemberMergeFlag",
        () -> byAdminOn("flagId", MemberInputs.mergeFlag(rows), Map.of("note", "电话确认过")));
    calls.put("adjustPoints", this::adjustPoints);
    calls.put("importChatMessages", () -> byAdmin(PointsInputs.chatMessages(memberId()), null));
    calls.put("saveReward", () -> byAdmin(PointsInputs.gift(), "saveReward.reward.id"));
    calls.put("fulfilRedemption", () -> ofRedemption(Map.of("idempotencyKey", key())));
    calls.put(
        "cancelMemberRedemption",
        () -> ofRedemption(Map.of("reason", "缺货", "idempotencyKey", key())));
    calls.put("saveTier", () -> TierCalls.save(admin, adminId));
    calls.put("saveEarnRule", () -> byAdmin(PointsInputs.chatRule(), "CHAT_MESSAGE"));
    calls.putAll(new EntitlementCalls(admin, adminId, member).all());
    calls.putAll(new AudienceCalls(admin, adminId).all());
    calls.putAll(new CatalogCalls(admin, adminId).all());
    calls.putAll(new PaymentCalls(admin, adminId, member, rows).all(() -> placed(pickUp())));
    String communityId = IdType.of("community").encode(community);
    String storeId = IdType.of("store").encode(store);
    calls.putAll(new CouponCalls(admin, adminId, member, memberId(), storeId, communityId).all());
    calls.putAll(new ChainCalls(admin, adminId, communityId, storeId, this::sku).all());
    calls.putAll(new CareCalls(admin, adminId, memberId(), communityId).all());
    return calls;
  }

  GraphQLClient member() {
    return member;
  }

  GraphQLClient anonymous() {
    return anonymous;
  }

  private String memberId() {
    return member.send("{ viewer { id } }", Map.of()).text("viewer.id");
  }

  private Call byAdmin(Map<String, Object> input, String subject) {
    return new Call(admin, adminId, input, subject);
  }

  private Call byAdminOn(String name, String id, Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>(more);
    input.put(name, id);
    return byAdmin(input, id);
  }

  private Call createOperator() {
    return byAdmin(newOperator(name()), "createOperator.operator.id");
  }

  private Call operatorLogin() {
    String name = name();
    String id = operator(name);
    return new Call(anonymous, id, Map.of("name", name, "password", PASSWORD), id);
  }

  private Call changePassword() {
    String name = name();
    String id = operator(name);
    return new Call(
        login(name, PASSWORD),
        id,
        Map.of("currentPassword", PASSWORD, "newPassword", "another good password"),
        id);
  }

  private Call logout() {
    String name = name();
    String id = operator(name);
    return new Call(login(name, PASSWORD), id, Map.of("everywhere", true), id);
  }

  private Call shipOrder() {
    String order =
        paid(
            Map.of(
                "kind", "DELIVERY",
                "recipientName", "桃桃",
                "phone", "13800000000",
                "address", "文三路 1 号"));
    return byAdminOn("orderId", order, Map.of("carrier", "顺丰", "trackingNumber", "SF000001"));
  }

  private Call markReadyForPickup() {
    return byAdminOn("orderId", paid(pickUp()), Map.of());
  }

  private Call refundOrder() {
    return byAdminOn("orderId", paid(pickUp()), Map.of("reason", "坏果包赔", "idempotencyKey", key()));
  }

  private Call retryOutbox() {
    UUID dead = Ids.next();
    rows.update(
        """
        INSERT INTO outbox_message (id, handler, unique_key, payload, state, attempts, finished_at)
        VALUES ($1, 'test-unknown', $2, '{}', 'DEAD', 12, now())""",
        dead,
        dead.toString());
    return byAdmin(Map.of("messageIds", List.of(IdType.of("outbox-message").encode(dead))), null);
  }

  private Call createFlashSale() {
    Map<String, Object> item =
        Map.of("skuId", sku(), "flashPrice", 100, "stock", 1, "perMemberLimit", 1);
    return byAdmin(
        Map.of(
            "name", "周三晚八点秒杀",
            "opensAt", tomorrow().toString(),
            "closesAt", tomorrow().plusSeconds(3600).toString(),
            "items", List.of(item),
            "idempotencyKey", key()),
        "createFlashSale.flashSale.id");
  }

  private Call adjustPoints() {
    return byAdminOn(
        "memberId", memberId(), Map.of("points", 10, "reason", "客服补偿", "idempotencyKey", key()));
  }

  private Call ofRedemption(Map<String, Object> input) {
    Call points = adjustPoints();
    run(points.caller(), "adjustPoints", points.input());
    String reward = run(admin, "saveReward", PointsInputs.gift()).text("saveReward.reward.id");
    String redemption =
        run(member, "redeemReward", Map.of("rewardId", reward, "idempotencyKey", key()))
            .text("redeemReward.redemption.id");
    return byAdminOn("redemptionId", redemption, input);
  }

  private String paid(Map<String, String> delivery) {
    String order = placed(delivery);
    run(member, "sandboxPay", Map.of("orderId", order));
    return order;
  }

  private String placed(Map<String, String> delivery) {
    return run(
            member,
            "createOrder",
            Map.of(
                "items",
                List.of(Map.of("skuId", sku(), "quantity", 1)),
                "delivery",
                delivery,
                "idempotencyKey",
                key()))
        .text("createOrder.order.id");
  }

  private Map<String, String> pickUp() {
    return Map.of("kind", "PICK_UP", "storeId", IdType.of("store").encode(store));
  }

  private String sku() {
    UUID product = Ids.next();
    UUID sku = Ids.next();
    rows.update("INSERT INTO product (id, name, role) VALUES ($1, '荔枝', 'PROFIT')", product);
    rows.update(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES ($1, $2, '3 斤', 5900, 9)",
        sku,
        product);
    return IdType.of("sku").encode(sku);
  }

  private String operator(String name) {
    return run(admin, "createOperator", newOperator(name)).text("createOperator.operator.id");
  }

  private static Map<String, Object> newOperator(String name) {
    return Map.of("name", name, "password", PASSWORD, "roles", List.of("SERVICE"));
  }

  private GraphQLClient login(String name, String password) {
    return anonymous.as(
        run(anonymous, "operatorLogin", Map.of("name", name, "password", password))
            .text("operatorLogin.accessToken"));
  }

  private static Answer run(GraphQLClient client, String mutation, Map<String, Object> input) {
    return client.run(mutation, input).expectSuccess(mutation);
  }

  private static String name() {
    return "audited-" + Ids.next();
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static Instant tomorrow() {
    return Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
  }
}
