package io.siyu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.siyu.chain.ChainReconciliation;
import io.siyu.points.PointsReconciliation;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What members find in the brand, and that they can use it. */
@QuarkusTest
@TestProfile(DemoBrandTest.Loaded.class)
class DemoBrandUseTest {

  @Inject Rows rows;
  @Inject PointsReconciliation points;
  @Inject ChainReconciliation chains;

  @Test
  void the_first_member_sees_points_coupons_and_orders() {
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("demo:1");

    Answer viewer = member.runWith("viewer", Map.of());
    assertThat(viewer.text("viewer.profile.nickname")).isEqualTo("爱吃车厘子的桃桃");
    assertThat(viewer.number("viewer.tier.level")).isEqualTo(3);
    assertThat(member.runWith("viewerPoints", Map.of()).number("viewer.points.balance"))
        .isGreaterThan(1000);
    assertThat(statuses(member.runWith("viewerOrders", Map.of("first", 20)), "viewer.orders.nodes"))
        .contains("PAID", "READY_FOR_PICKUP", "SHIPPED", "COMPLETED", "CANCELLED", "REFUNDED");
    assertThat(
            statuses(member.runWith("viewerCoupons", Map.of("first", 20)), "viewer.coupons.nodes"))
        .contains("ISSUED", "USED", "EXPIRED");
    member.run("checkIn", Map.of("idempotencyKey", "demo")).expectSuccess("checkIn");
  }

  @Test
  void the_shop_window_is_open() {
    GraphQLClient anybody = GraphQLClient.ofThisTest();

    JsonArray open =
        anybody.runWith("chains", Map.of("state", "OPEN", "first", 10)).array("chains.nodes");
    assertThat(open).hasSize(3);
    assertThat(open.getJsonObject(0).getString("title")).startsWith("车厘子");
    assertThat(open.getJsonObject(0).getJsonObject("progress").getInteger("remaining"))
        .isBetween(1, 3);
    assertThat(statuses(anybody.runWith("flashSales", Map.of()), "flashSales", "phase"))
        .containsExactlyInAnyOrder("OPEN", "UPCOMING");
    assertThat(anybody.runWith("rewards", Map.of()).array("rewards.nodes")).hasSize(3);
    assertThat(
            statuses(
                anybody.runWith("claimableCoupons", Map.of()),
                "claimableCoupons.nodes",
                "claimState"))
        .hasSize(4);
  }

  @Test
  void the_first_member_joins_the_latest_open_chain_as_the_readme_does() {
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("demo:1");
    JsonObject chain =
        member
            .runWith("chains", Map.of("state", "OPEN", "first", 1))
            .array("chains.nodes")
            .getJsonObject(0);
    int before = chain.getJsonObject("progress").getInteger("have");

    String order =
        member
            .run(
                "joinChain",
                Map.of(
                    "chainId",
                    chain.getString("id"),
                    "items",
                    List.of(
                        Map.of(
                            "itemId",
                            chain.getJsonArray("items").getJsonObject(0).getString("id"),
                            "quantity",
                            1)),
                    "note",
                    "麻烦挑甜一点的",
                    "idempotencyKey",
                    "demo-join"))
            .expectSuccess("joinChain")
            .text("joinChain.order.id");
    member.run("sandboxPay", Map.of("orderId", order)).expectSuccess("sandboxPay");

    assertThat(
            rows.number(
                "SELECT number FROM chain_entry WHERE order_id = $1 AND state = 'PAID'",
                Rows.uuid(order)))
        .isEqualTo(before + 1);
  }

  @Test
  void an_order_of_the_past_can_be_refunded_like_any_other() {
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("demo:5");
    JsonObject paid =
        member
            .runWith("viewerOrders", Map.of("status", "PAID", "first", 1))
            .array("viewer.orders.nodes")
            .getJsonObject(0);

    member
        .run("requestRefund", Map.of("orderId", paid.getString("id"), "idempotencyKey", "demo"))
        .expectSuccess("requestRefund");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                rows.count(
                        "order_refund WHERE order_id = $1 AND money = 'SUCCEEDED'",
                        Rows.uuid(paid.getString("id")))
                    == 1);
    assertThat(Rows.await(points.violations())).isEmpty();
  }

  private static Set<String> statuses(Answer answer, String path) {
    return statuses(answer, path, "status").stream().collect(Collectors.toSet());
  }

  private static List<String> statuses(Answer answer, String path, String field) {
    return objects(answer.array(path)).stream().map(node -> node.getString(field)).toList();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
  }
}
