package io.siyu.privacy;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A member who orders, joins and redeems through the API, and the staff they meet. */
class LeavingMember {

  private static final AtomicInteger NUMBERS = new AtomicInteger(700_000);

  /** Of this member alone: tests run on one database. */
  final int number;

  final String word;
  final String phone;
  final String birthday;
  final Rows rows;
  final GraphQLClient anonymous = GraphQLClient.ofThisTest();
  final GraphQLClient staff;
  final Answer login;
  final GraphQLClient client;
  final String id;
  final String store;
  final String sku;
  private int keys;

  LeavingMember(Rows rows, GraphQLClient staff) {
    this(rows, staff, NUMBERS.incrementAndGet());
  }

  private LeavingMember(Rows rows, GraphQLClient staff, int number) {
    this.rows = rows;
    this.staff = staff;
    this.number = number;
    this.word = "Zq" + number + "x";
    this.phone = "13955" + number;
    this.birthday = LocalDate.of(1950, 1, 1).plusDays(number - 700_000).toString();
    this.login =
        anonymous
            .run(
                "loginWithWeChat",
                Map.of("code", code(), "channel", "STORE_QR", "scene", word + "Scene"))
            .expectSuccess("loginWithWeChat");
    this.client = anonymous.as(login.text("loginWithWeChat.accessToken"));
    this.id = client.runWith("viewer", Map.of()).text("viewer.id");
    UUID storeId = Ids.next();
    rows.update(
        "INSERT INTO store (id, name, city, address) VALUES ($1, $2, '杭州', '文三路 1 号')",
        storeId,
        "门店 " + storeId);
    UUID product = Ids.next();
    UUID skuId = Ids.next();
    rows.update("INSERT INTO product (id, name, role) VALUES ($1, '葡萄', 'PROFIT')", product);
    rows.update(
        """
        INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES ($1, $2, '2 斤', 5000, 100)""",
        skuId,
        product);
    this.store = tagged("store", storeId);
    this.sku = tagged("sku", skuId);
  }

  /** The same person, who logs in anew. */
  LeavingMember back() {
    return new LeavingMember(rows, staff, number);
  }

  /** What must be nowhere in the end. */
  List<String> words() {
    return List.of(word, phone, birthday, "demo-openid-" + number, "demo-unionid-" + number);
  }

  private String code() {
    return "demo:" + number + ":u" + number;
  }

  UUID uuid() {
    return Rows.uuid(id);
  }

  GraphQLClient logInAgain() {
    return anonymous.asMember(code());
  }

  private void beServed() {
    Map<String, Object> tags = ofStaff();
    tags.put("memberIds", List.of(id));
    tags.put("add", List.of(Map.of("code", word + "痘肌")));
    staff.run("tagMembers", tags).expectSuccess("tagMembers");
    Map<String, Object> points = ofStaff();
    points.put("memberId", id);
    points.put("points", 500);
    points.put("reason", word + "补偿她的投诉");
    staff.run("adjustPoints", points).expectSuccess("adjustPoints");
  }

  /** A gift that is to be sent. */
  String redeem() {
    beServed();
    Map<String, Object> gift = ofStaff();
    gift.putAll(Map.of("name", "帆布袋", "kind", "GIFT", "pointsPrice", 10));
    gift.putAll(Map.of("stockChange", 5, "perMemberLimit", 5));
    Map<String, Object> redeem =
        key(
            "rewardId",
            staff.run("saveReward", gift).expectSuccess("saveReward").text("saveReward.reward.id"));
    redeem.put("delivery", home());
    return client
        .run("redeemReward", redeem)
        .expectSuccess("redeemReward")
        .text("redeemReward.redemption.id");
  }

  String staff(String mutation, Map<String, Object> input, String result) {
    return staff.run(mutation, input).expectSuccess(mutation).text(mutation + "." + result);
  }

  String order() {
    return tryOrder(client).expectSuccess("createOrder").text("createOrder.order.id");
  }

  Answer tryOrder(GraphQLClient caller) {
    Map<String, Object> input = key("items", List.of(Map.of("skuId", sku, "quantity", 1)));
    input.put("delivery", sentHome());
    return caller.run("createOrder", input);
  }

  void pay(String order) {
    client.run("sandboxPay", Map.of("orderId", order)).expectSuccess("sandboxPay");
  }

  void withdraw(Answer joined) {
    client
        .run("withdrawFromChain", key("entryId", joined.text("joinChain.entry.id")))
        .expectSuccess("withdrawFromChain");
  }

  Answer joinChain() {
    UUID community = Ids.next();
    rows.update("INSERT INTO community (id, kind, name) VALUES ($1, 'REFINED', '鲜果群')", community);
    Map<String, Object> chain = ofStaff();
    chain.put("title", "脐橙接龙");
    chain.put("communityIds", List.of(tagged("community", community)));
    chain.put("pickUpStoreIds", List.of(store));
    chain.put("items", List.of(Map.of("skuId", sku, "chainPrice", 3900, "stock", 5)));
    chain.put("deadline", Instant.now().plus(1, ChronoUnit.DAYS).toString());
    chain.put("delivers", true);
    chain.put("minimum", 1);
    chain.put("minimumUnit", "ORDERS");
    String id =
        staff.run("createChain", chain).expectSuccess("createChain").text("createChain.chain.id");
    Map<String, Object> publish = ofStaff();
    publish.put("chainId", id);
    staff.run("publishChain", publish).expectSuccess("publishChain");
    Map<String, Object> join = key("chainId", id);
    join.put(
        "items",
        List.of(
            Map.of(
                "itemId",
                anonymous.runWith("chain", Map.of("id", id)).text("chain.items.0.id"),
                "quantity",
                1)));
    join.put("note", word + "放门卫");
    join.put("delivery", sentHome());
    return client.run("joinChain", join).expectSuccess("joinChain");
  }

  private Map<String, Object> home() {
    Map<String, Object> home = new HashMap<>();
    home.put("recipientName", word + "小姐");
    home.put("phone", phone);
    home.put("address", word + "路 7 号");
    return home;
  }

  Map<String, Object> sentHome() {
    Map<String, Object> delivery = home();
    delivery.put("kind", "DELIVERY");
    return delivery;
  }

  /** Staff's own key, which tells nothing of the member. */
  Map<String, Object> ofStaff() {
    Map<String, Object> input = new HashMap<>();
    input.put("idempotencyKey", "staff-" + UUID.randomUUID());
    return input;
  }

  Map<String, Object> key() {
    Map<String, Object> input = new HashMap<>();
    input.put("idempotencyKey", word + "-key-" + ++keys);
    return input;
  }

  Map<String, Object> key(String name, Object value) {
    Map<String, Object> input = key();
    input.put(name, value);
    return input;
  }

  private static String tagged(String type, UUID id) {
    return io.siyu.platform.graphql.IdType.of(type).encode(id);
  }
}
