package io.siyu.campaign.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.SkuView;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.Sessions;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLClient;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Flash sales as a mini-program and an operator see them. */
@QuarkusTest
class FlashSaleApiTest extends FlashSaleScenario {

  @Inject Sessions sessions;

  @TestHTTPResource("/graphql")
  URI endpoint;

  @Test
  void anybody_sees_what_is_on_sale() {
    sale(7, 2);
    GraphQLClient anybody = GraphQLClient.ofThisTest();

    Answer one = anybody.runWith("flashSale", Map.of("id", saleId())).expectSuccess("flashSale");
    Answer all = anybody.runWith("flashSales", Map.of());

    assertThat(one.text("flashSale.phase")).isEqualTo("OPEN");
    assertThat(one.number("flashSale.items.0.left")).isEqualTo(7);
    assertThat(one.number("flashSale.items.0.flashPrice.amount")).isEqualTo(990);
    assertThat(one.number("flashSale.items.0.price.amount")).isEqualTo(5990);
    assertThat(Instant.parse(one.text("flashSale.serverTime")))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(all.errorCodes()).isEmpty();
    assertThat(all.body().encode()).contains(itemId());
  }

  @Test
  void a_member_buys_and_can_pay() {
    sale(5, 2);
    GraphQLClient member = asMember(member());

    Answer answer =
        member.run("buyFlashSaleItem", input(2, "k1")).expectSuccess("buyFlashSaleItem");
    Answer again = member.run("buyFlashSaleItem", input(2, "k1")).expectSuccess("buyFlashSaleItem");

    assertThat(answer.text("buyFlashSaleItem.order.status")).isEqualTo("PENDING_PAYMENT");
    assertThat(answer.text("buyFlashSaleItem.payment.package")).startsWith("prepay_id=");
    assertThat(again.text("buyFlashSaleItem.order.id"))
        .isEqualTo(answer.text("buyFlashSaleItem.order.id"));
    assertThat(sold()).isEqualTo(2);
  }

  @Test
  void a_refusal_tells_what_a_client_needs() {
    Instant opensAt = Instant.now().plus(365, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    sale(5, 2, opensAt, opensAt.plusSeconds(60));
    GraphQLClient member = asMember(member());
    List<Long> before = state();

    Answer early = member.run("buyFlashSaleItem", input(1, "k1"));
    Answer nothing = member.run("buyFlashSaleItem", input(0, "k2"));

    assertThat(early.userErrorCodes("buyFlashSaleItem")).containsExactly("NOT_OPEN");
    assertThat(early.text("buyFlashSaleItem.userErrors.0.opensAt")).isEqualTo(opensAt.toString());
    assertThat(nothing.userErrorCodes("buyFlashSaleItem")).containsExactly("INVALID_INPUT");
    assertThat(nothing.array("buyFlashSaleItem.userErrors.0.field").getList())
        .isEqualTo(List.of("input", "quantity"));
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void a_purchase_says_where_its_goods_go() {
    sale(5, 2);
    GraphQLClient member = asMember(member());
    Map<String, Object> nowhere = new HashMap<>(input(1, "k1"));
    nowhere.remove("delivery");
    List<Long> before = state();

    Answer refused = member.run("buyFlashSaleItem", nowhere);

    assertThat(refused.userErrorCodes("buyFlashSaleItem")).containsExactly("INVALID_INPUT");
    assertThat(refused.array("buyFlashSaleItem.userErrors.0.field").getList())
        .isEqualTo(List.of("input", "delivery"));
    assertThat(refused.text("buyFlashSaleItem.userErrors.0.message"))
        .isEqualTo("Choose a store to collect at, or an address.");
    assertThat(state()).isEqualTo(before);
    assertThat(member.run("buyFlashSaleItem", input(1, "k1")).userErrorCodes("buyFlashSaleItem"))
        .isEmpty();
  }

  @Test
  void strangers_and_wrong_ids_get_errors_of_the_closed_set() {
    sale(5, 2);
    List<Long> before = state();
    GraphQLClient member = asMember(member());

    assertThat(GraphQLClient.ofThisTest().run("buyFlashSaleItem", input(1, "k")).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    Map<String, Object> foreign = new HashMap<>(input(1, "k"));
    foreign.put("flashSaleItemId", saleId());
    assertThat(member.run("buyFlashSaleItem", foreign).errorCodes()).containsExactly("BAD_INPUT");
    foreign.put("flashSaleItemId", FlashSaleItemView.ID.encode(UUID.randomUUID()));
    assertThat(member.run("buyFlashSaleItem", foreign).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(member.run("createFlashSale", wanted(5)).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void a_sold_out_attempt_over_http_touches_no_table() throws SQLException {
    sale(1, 1);
    asMember(member()).run("buyFlashSaleItem", input(1, "k1")).expectSuccess("buyFlashSaleItem");
    GraphQLClient late = asMember(member());

    whileEveryTableIsLocked(
        () -> {
          Answer answer = late.run("buyFlashSaleItem", input(1, "k2"));
          assertThat(answer.userErrorCodes("buyFlashSaleItem")).containsExactly("SOLD_OUT");
          assertThat(answer.number("buyFlashSaleItem.userErrors.0.left")).isZero();
        });
  }

  @Test
  void an_operator_sets_a_sale_up() {
    product();
    GraphQLClient operator = as(SubjectKind.OPERATOR, UUID.randomUUID(), Roles.OPERATOR);

    Answer answer = operator.run("createFlashSale", wanted(5)).expectSuccess("createFlashSale");
    Answer refused = operator.run("createFlashSale", wanted(SKU_STOCK));

    assertThat(answer.number("createFlashSale.flashSale.items.0.left")).isEqualTo(5);
    assertThat(refused.userErrorCodes("createFlashSale")).containsExactly("OUT_OF_STOCK");
  }

  @Test
  void goods_for_members_only_are_in_no_sale_that_anybody_sees() {
    product();
    change(
        """
        UPDATE product SET private_only = true FROM sku
        WHERE sku.product_id = product.id AND sku.id = $1""",
        sku);
    GraphQLClient operator = as(SubjectKind.OPERATOR, UUID.randomUUID(), Roles.OPERATOR);
    long campaigns = count("SELECT count(*) AS n FROM campaign");

    Answer refused = operator.run("createFlashSale", wanted(5));

    assertThat(refused.userErrorCodes("createFlashSale")).containsExactly("INVALID_INPUT");
    assertThat(refused.array("createFlashSale.userErrors.0.field").getList())
        .isEqualTo(List.of("input", "items", "0", "skuId"));
    assertThat(count("SELECT count(*) AS n FROM campaign")).isEqualTo(campaigns);
    assertThat(count("SELECT stock::bigint AS n FROM sku WHERE id = $1", sku)).isEqualTo(SKU_STOCK);
  }

  @Test
  void a_watcher_is_told_when_units_are_sold() {
    sale(5, 2);
    List<String> messages = new CopyOnWriteArrayList<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("graphql-transport-ws")
            .buildAsync(
                URI.create(endpoint.toString().replace("http://", "ws://")), new Listener(messages))
            .join();
    socket.sendText("{\"type\":\"connection_init\"}", true).join();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> any(messages, "connection_ack"));
    JsonObject subscribe =
        new JsonObject()
            .put("id", "1")
            .put("type", "subscribe")
            .put(
                "payload",
                new JsonObject()
                    .put("query", Documents.text("flashSaleProgress"))
                    .put("variables", new JsonObject().put("flashSaleId", saleId())));
    socket.sendText(subscribe.encode(), true).join();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> any(messages, "\"left\":5"));

    buy(member(), 2, "k1");

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> any(messages, "\"left\":3"));
    socket.abort();
  }

  private static boolean any(List<String> messages, String text) {
    return messages.stream().anyMatch(message -> message.contains(text));
  }

  private Map<String, Object> input(int quantity, String key) {
    return Map.of(
        "flashSaleItemId",
        itemId(),
        "quantity",
        quantity,
        "delivery",
        Map.of("kind", "PICK_UP", "storeId", IdType.of("store").encode(store())),
        "idempotencyKey",
        key);
  }

  private Map<String, Object> wanted(int stock) {
    return Map.of(
        "name",
        "周三秒杀",
        "opensAt",
        Instant.now().toString(),
        "closesAt",
        Instant.now().plusSeconds(3600).toString(),
        "items",
        List.of(
            Map.of(
                "skuId",
                SkuView.ID.encode(sku),
                "flashPrice",
                990,
                "stock",
                stock,
                "perMemberLimit",
                1)),
        "idempotencyKey",
        UUID.randomUUID().toString());
  }

  private String saleId() {
    return FlashSaleView.ID.encode(sale);
  }

  private String itemId() {
    return FlashSaleItemView.ID.encode(item);
  }

  private GraphQLClient asMember(UUID member) {
    return as(SubjectKind.MEMBER, member, Roles.MEMBER);
  }

  private GraphQLClient as(SubjectKind kind, UUID subject, String role) {
    return GraphQLClient.ofThisTest()
        .as(await(sessions.start(kind, subject, Set.of(role))).accessToken());
  }

  private record Listener(List<String> messages) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      messages.add(data.toString());
      socket.request(1);
      return null;
    }
  }
}
