package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.payment.LateNotices;
import io.siyu.payment.PaymentGateway.RefundAnswer;
import io.siyu.payment.SandboxBehaviour;
import io.siyu.payment.SandboxPayments;
import io.siyu.payment.SandboxRefundAnswer;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.security.Roles;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Staff see to money where the machine cannot. */
@QuarkusTest
class PaymentDeskTest {

  private static final String SETTLE = "settlePaymentMismatch";
  private static final String RETRY = "retryRefund";
  private static final String BY_HAND = "settleRefundByHand";

  @Inject OrderFixture fixture;
  @Inject MoneyAtTheGateway money;
  @Inject OrderService orders;
  @Inject SandboxPayments sandbox;
  @Inject LateNotices gateway;

  @Test
  void a_mismatch_is_listed_until_it_is_settled_with_what_was_done() {
    GraphQLClient staff = staff();
    UUID id = placed();
    await(gateway.paid(id, 1));
    JsonObject open = find(staff, "paymentMismatches", false, orderId(id));

    Map<String, Object> input = settling(open, "REFUNDED_AT_GATEWAY");
    Answer settled = staff.run(SETTLE, input).expectSuccess(SETTLE);

    assertThat(open.getString("kind")).isEqualTo("OTHER_AMOUNT");
    assertThat(open.getJsonObject("amount").getNumber("amount").longValue()).isEqualTo(1);
    assertThat(open.getJsonObject("expected").getNumber("amount").longValue()).isEqualTo(5000);
    assertThat(open.getString("settledAt")).isNull();
    assertThat(settled.text(SETTLE + ".mismatch.note")).isEqualTo("已电话确认");
    assertThat(find(staff, "paymentMismatches", false, orderId(id))).isNull();
    assertThat(find(staff, "paymentMismatches", true, orderId(id)).getString("outcome"))
        .isEqualTo("REFUNDED_AT_GATEWAY");
  }

  @Test
  void settling_again_changes_nothing_and_settling_in_another_way_is_refused() {
    UUID id = placed();
    await(gateway.paid(id, 1));
    JsonObject open = find(staff(), "paymentMismatches", false, orderId(id));
    staff().run(SETTLE, settling(open, "NOTHING_TO_DO")).expectSuccess(SETTLE);
    String before = mismatch(id);

    staff().run(SETTLE, settling(open, "NOTHING_TO_DO")).expectSuccess(SETTLE);
    Answer other = staff().run(SETTLE, settling(open, "KEPT_BY_AGREEMENT"));
    Map<String, Object> nobodys = settling(open, "NOTHING_TO_DO");
    nobodys.put("mismatchId", IdType.of("payment-mismatch").encode(Ids.next()));

    assertThat(other.userErrorCodes(SETTLE)).containsExactly("ALREADY_SETTLED");
    assertThat(staff().run(SETTLE, nobodys).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(mismatch(id)).isEqualTo(before);
    assertThat(audited(SETTLE, open.getString("id"))).isEqualTo(1);
  }

  @Test
  void a_refused_refund_is_asked_for_once_more_by_the_same_number() {
    UUID id = refused();
    String refund = IdType.of("refund").encode(UUID.fromString(money.refund(id)));
    assertThat(find(staff(), "refusedRefunds", false, orderId(id)).getString("id"))
        .isEqualTo(refund);
    GraphQLClient staff = staff();

    staff.run(RETRY, retry(refund, "first")).expectSuccess(RETRY);
    awaitRefund(id, "REFUSED REFUSED");
    assertThat(find(staff(), "refusedRefunds", false, orderId(id)).getInteger("retries"))
        .isEqualTo(1);
    money.answerRefunds(id, RefundAnswer.SUCCESS);
    staff.run(RETRY, retry(refund, "first")).expectSuccess(RETRY);
    assertThat(money.refundState(id)).as("a repetition").isEqualTo("REFUSED REFUSED");
    staff.run(RETRY, retry(refund, "second")).expectSuccess(RETRY);

    awaitRefund(id, "SUCCEEDED SUCCEEDED");
    assertThat(fixture.number(GATEWAY_REFUNDS, id)).isEqualTo(1);
    assertThat(find(staff(), "refusedRefunds", false, orderId(id))).isNull();
    assertThat(staff.run(RETRY, retry(refund, "third")).userErrorCodes(RETRY))
        .containsExactly("NOT_REFUSED");
    assertThat(audited(RETRY, refund)).isEqualTo(2);
    money.assertAccountedFor(id);
  }

  @Test
  void a_refund_given_back_by_hand_is_given_back_for_the_member_and_never_paid_again() {
    UUID id = refused();
    String refund = IdType.of("refund").encode(UUID.fromString(money.refund(id)));
    Map<String, Object> input = Map.of("refundId", refund, "note", "转账退回,尾号 1234");

    staff().run(BY_HAND, input).expectSuccess(BY_HAND);
    staff().run(BY_HAND, input).expectSuccess(BY_HAND);

    assertThat(money.refundState(id)).isEqualTo("REFUSED SUCCEEDED");
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.REFUNDED);
    assertThat(staff().run(RETRY, retry(refund, "k")).userErrorCodes(RETRY))
        .containsExactly("ALREADY_SETTLED");
    assertThat(
            staff()
                .run(BY_HAND, Map.of("refundId", refund, "note", "现金退回"))
                .userErrorCodes(BY_HAND))
        .containsExactly("ALREADY_SETTLED");
    assertThat(find(staff(), "refusedRefunds", false, orderId(id))).isNull();
    assertThat(find(staff(), "refusedRefunds", true, orderId(id)).getString("note"))
        .startsWith("转账退回");
    assertThat(audited(BY_HAND, refund)).isEqualTo(1);

    money.tellOfRefund(id, RefundAnswer.SUCCESS, 5000);

    assertThat(money.mismatches(id)).isEqualTo("OTHER_OUTCOME 5000");
    assertThat(money.refundState(id)).isEqualTo("REFUSED SUCCEEDED");
  }

  @Test
  void a_refund_that_is_retried_and_settled_by_hand_at_once_takes_one_way() {
    UUID id = refused();
    money.answerRefunds(id, RefundAnswer.SUCCESS);
    String refund = IdType.of("refund").encode(UUID.fromString(money.refund(id)));
    GraphQLClient staff = staff();

    List<Uni<Boolean>> attempts =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    Uni.createFrom()
                        .item(() -> attempt(staff, refund, i))
                        .runSubscriptionOn(
                            io.smallrye.mutiny.infrastructure.Infrastructure
                                .getDefaultWorkerPool()))
            .toList();
    List<Boolean> done = await(Uni.join().all(attempts).andFailFast());

    assertThat(done.stream().filter(Boolean::booleanValue).count()).isPositive();
    await("it is settled")
        .atMost(Duration.ofSeconds(30))
        .until(() -> money.refundState(id).endsWith("SUCCEEDED"));
    long byHand =
        fixture.number(
            "SELECT count(*) FROM refund_by_hand h JOIN order_refund o ON o.id = h.refund_id"
                + " WHERE o.order_id = $1",
            id);
    long byGateway = fixture.number(GATEWAY_REFUNDS + " AND r.state = 'SUCCESS'", id);
    assertThat(byHand + byGateway).as("ways that the money took").isEqualTo(1);
  }

  @Test
  void only_staff_who_answer_for_money_see_it() {
    for (String query : List.of("paymentMismatches", "refusedRefunds", "paymentReconciliation")) {
      assertThat(GraphQLClient.ofThisTest().runWith(query, Map.of()).errorCodes())
          .containsExactly("UNAUTHENTICATED");
      assertThat(
              GraphQLClient.ofThisTest()
                  .as(fixture.token(fixture.member()))
                  .runWith(query, Map.of())
                  .errorCodes())
          .containsExactly("FORBIDDEN");
      assertThat(
              GraphQLClient.ofThisTest()
                  .as(fixture.operatorToken(Roles.CONTENT))
                  .runWith(query, Map.of())
                  .errorCodes())
          .containsExactly("FORBIDDEN");
    }
  }

  @Test
  void the_reconciliation_tells_an_order_without_money() {
    UUID id = placed();
    fixture.set(id, OrderStatus.PAID);

    Answer broken = staff().runWith("paymentReconciliation", Map.of());
    fixture.set(id, OrderStatus.PENDING_PAYMENT);

    assertThat(broken.at("paymentReconciliation.clean")).isEqualTo(false);
    assertThat(broken.array("paymentReconciliation.violations").encode())
        .contains("PAID_ORDERS_HAVE_MONEY", orderId(id));
    assertThat(
            staff()
                .runWith("paymentReconciliation", Map.of())
                .array("paymentReconciliation.violations")
                .encode())
        .doesNotContain(orderId(id));
  }

  private static final String GATEWAY_REFUNDS =
      "SELECT count(*) FROM sandbox_refund r WHERE out_trade_no ="
          + " (SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = $1)";

  private static boolean attempt(GraphQLClient staff, String refund, int number) {
    return number % 2 == 0
        ? staff.run(RETRY, retry(refund, "race" + number)).userErrorCodes(RETRY).isEmpty()
        : staff
            .run(BY_HAND, Map.of("refundId", refund, "note", "转账"))
            .userErrorCodes(BY_HAND)
            .isEmpty();
  }

  private GraphQLClient staff() {
    return GraphQLClient.ofThisTest().as(fixture.operatorToken(Roles.OPERATOR));
  }

  private UUID placed() {
    return fixture.place(order(fixture.member(), fixture.sku(5000, 10), 1, List.of(), 0));
  }

  private UUID refused() {
    UUID member = fixture.member();
    UUID id = fixture.place(order(member, fixture.sku(5000, 10), 1, List.of(), 0));
    await(
        sandbox.pay(
            id,
            new SandboxBehaviour(List.of(0), null, SandboxRefundAnswer.ABNORMAL, null, List.of())));
    await(orders.requestRefund(member, id, "k"));
    awaitRefund(id, "REFUSED REFUSED");
    return id;
  }

  private void awaitRefund(UUID id, String state) {
    await("the refund is " + state)
        .atMost(Duration.ofSeconds(30))
        .until(() -> state.equals(money.refundState(id)));
  }

  private static Map<String, Object> settling(JsonObject mismatch, String outcome) {
    Map<String, Object> input = new HashMap<>();
    input.put("mismatchId", mismatch.getString("id"));
    input.put("outcome", outcome);
    input.put("note", "已电话确认");
    return input;
  }

  private static Map<String, Object> retry(String refund, String key) {
    return Map.of("refundId", refund, "idempotencyKey", key);
  }

  /** That of the order, on whichever page it is; null when it is on none. */
  private static JsonObject find(GraphQLClient staff, String list, boolean settled, String order) {
    String after = null;
    do {
      Map<String, Object> page = new HashMap<>(Map.of("settled", settled, "first", 50));
      page.put("after", after);
      Answer answer = staff.runWith(list, page);
      for (Object node : answer.array(list + ".nodes")) {
        if (order.equals(((JsonObject) node).getString("orderId"))) {
          return (JsonObject) node;
        }
      }
      after =
          Boolean.TRUE.equals(answer.at(list + ".pageInfo.hasNextPage"))
              ? answer.text(list + ".pageInfo.endCursor")
              : null;
    } while (after != null);
    return null;
  }

  private String mismatch(UUID order) {
    return fixture.text(
        "SELECT m::text FROM payment_mismatch m JOIN payment p ON p.id = m.payment_id"
            + " WHERE p.order_id = $1",
        order);
  }

  private long audited(String action, String subject) {
    return fixture.number(
        "SELECT count(*) FROM audit_entry WHERE action = $1 AND subject = $2", action, subject);
  }

  private static String orderId(UUID order) {
    return OrderView.ID.encode(order);
  }
}
