package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.catalog.SkuView;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Refunds of lines on instances of the packaged application that race each other or get killed. */
class LineRefundsIT {

  private static final UUID STORE = UUID.fromString("01900000-0000-7000-8000-0000000000aa");
  private static final int PRICE = 5000;

  @Test
  void fifty_refunds_of_the_same_lines_from_two_instances_pay_out_once() {
    try (Cluster cluster = Cluster.ofTwo("line-refund-race")) {
      Bought bought = bought(cluster);

      bought.line().raceToRefund(cluster, staff(cluster), 2, 50);

      assertThat(cluster.number("SELECT sum(amount_fen) FROM refund")).isEqualTo(2 * PRICE);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", bought.sku())).isEqualTo(9);
      OrderedLine.awaitMoney(cluster, 2 * PRICE);
    }
  }

  @Test
  void an_instance_killed_before_a_refund_commits_has_given_back_nothing_and_the_retry_does_once() {
    try (Cluster cluster = Cluster.of("line-refund-killed", 1, Map.of())) {
      Bought bought = bought(cluster);
      GraphQLClient staff = staff(cluster);
      cluster.instance(0).arm("refund.beforeCommit", 0);

      try {
        staff.run("refundOrder", bought.line().refund(1, "once"));
        throw new AssertionError("The instance answered although it was to be killed.");
      } catch (UncheckedIOException killed) {
        cluster.instance(0).awaitCrash();
      }
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isZero();
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", bought.sku())).isEqualTo(7);
      GraphQLClient again = staff.at(cluster.startAnother().uri());
      again.run("refundOrder", bought.line().refund(1, "once")).expectSuccess("refundOrder");
      again.run("refundOrder", bought.line().refund(1, "once")).expectSuccess("refundOrder");

      OrderedLine.awaitMoney(cluster, PRICE);
      assertThat(cluster.number("SELECT count(*) FROM refund")).isEqualTo(1);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", bought.sku())).isEqualTo(8);
    }
  }

  @Test
  void an_approval_killed_before_it_commits_leaves_the_request_open_and_again_refunds_once() {
    try (Cluster cluster = Cluster.ofTwo("refund-approval-killed")) {
      Bought bought = bought(cluster);
      Map<String, Object> approval = decision(bought.ask(2), "APPROVE", "once");
      GraphQLClient staff = staff(cluster);
      cluster.instance(0).arm("refundRequest.beforeCommit", 0);

      try {
        staff.at(cluster.instance(0).uri()).run("decideRefundRequest", approval);
        throw new AssertionError("The instance answered although it was to be killed.");
      } catch (UncheckedIOException killed) {
        cluster.instance(0).awaitCrash();
      }
      assertThat(cluster.number("SELECT count(*) FROM refund_request WHERE state = 'REQUESTED'"))
          .isEqualTo(1);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isZero();
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", bought.sku())).isEqualTo(7);
      GraphQLClient again = staff.at(cluster.instance(1).uri());
      again.run("decideRefundRequest", approval).expectSuccess("decideRefundRequest");
      again.run("decideRefundRequest", approval).expectSuccess("decideRefundRequest");

      OrderedLine.awaitMoney(cluster, 2 * PRICE);
      assertThat(cluster.number("SELECT count(*) FROM refund")).isEqualTo(1);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", bought.sku())).isEqualTo(9);
    }
  }

  @Test
  void of_two_operators_who_decide_at_once_on_two_instances_one_does() {
    int attempts = 40;
    try (Cluster cluster = Cluster.ofTwo("refund-decision-race")) {
      Bought bought = bought(cluster);
      String request = bought.ask(2);
      GraphQLClient first = staff(cluster);
      GraphQLClient second = colleague(cluster, first);

      List<Outcome<String>> outcomes =
          Together.run(
              cluster,
              attempts,
              20,
              (instance, number) -> {
                String decision = number % 4 < 2 ? "APPROVE" : "REJECT";
                Answer answer =
                    (number % 4 < 2 ? first : second)
                        .at(instance.uri())
                        .run("decideRefundRequest", decision(request, decision, "key-" + number));
                return answer.array("decideRefundRequest.userErrors").isEmpty()
                    ? decision
                    : answer.text("decideRefundRequest.userErrors.0.code");
              });

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes.stream().filter(outcome -> "REQUEST_ENDED".equals(outcome.result())))
          .hasSize(attempts - 1);
      long approved =
          outcomes.stream().filter(outcome -> "APPROVE".equals(outcome.result())).count();
      long rejected =
          outcomes.stream().filter(outcome -> "REJECT".equals(outcome.result())).count();
      assertThat(approved + rejected).isEqualTo(1);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isEqualTo(approved);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", bought.sku()))
          .isEqualTo(7 + 2 * approved);
      assertThat(
              cluster.number(
                  "SELECT count(*) FROM audit_entry WHERE action = 'decideRefundRequest'"))
          .isEqualTo(1);
      OrderedLine.awaitMoney(cluster, 2 * PRICE * approved);
    }
  }

  private static Map<String, Object> decision(String request, String decision, String key) {
    return Map.of(
        "requestId", request, "decision", decision, "answer", "已核对", "idempotencyKey", key);
  }

  private static GraphQLClient colleague(Cluster cluster, GraphQLClient admin) {
    Map<String, Object> account = Map.of("name", "xiaodian", "password", "a-long-password");
    Map<String, Object> input = new HashMap<>(account);
    input.put("roles", List.of("OPERATOR"));
    admin.run("createOperator", input).expectSuccess("createOperator");
    GraphQLClient anyone = cluster.instance(0).client();
    return anyone.as(anyone.run("operatorLogin", account).text("operatorLogin.accessToken"));
  }

  /** Three units of ten, paid. */
  private static Bought bought(Cluster cluster) {
    UUID product = Ids.next();
    UUID sku = Ids.next();
    cluster.execute(
        "INSERT INTO store (id, name, city, address) VALUES (?, '门店', '杭州', '文三路 1 号')", STORE);
    cluster.execute("INSERT INTO product (id, name, role) VALUES (?, '葡萄', 'PROFIT')", product);
    cluster.execute(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES (?, ?, '2 斤', ?, 10)",
        sku,
        product,
        PRICE);
    GraphQLClient member = cluster.instance(0).client().asMember("new:buyer");
    Map<String, Object> input = new HashMap<>();
    input.put("items", List.of(Map.of("skuId", SkuView.ID.encode(sku), "quantity", 3)));
    input.put("idempotencyKey", "bought");
    input.put(
        "delivery", Map.of("kind", "PICK_UP", "storeId", OrderDeliveryView.STORE_ID.encode(STORE)));
    String order =
        member.run("createOrder", input).expectSuccess("createOrder").text("createOrder.order.id");
    member.run("sandboxPay", Map.of("orderId", order)).expectSuccess("sandboxPay");
    return new Bought(member, OrderedLine.of(member, order), sku);
  }

  private static GraphQLClient staff(Cluster cluster) {
    GraphQLClient anyone = cluster.instance(0).client();
    Answer login =
        anyone.run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"));
    return anyone.as(login.text("operatorLogin.accessToken"));
  }

  private record Bought(GraphQLClient member, OrderedLine line, UUID sku) {

    /** Answers the request's id. */
    String ask(int quantity) {
      return member
          .run("requestRefund", line.refund(quantity, "ask"))
          .expectSuccess("requestRefund")
          .text("requestRefund.request.id");
    }
  }
}
