package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The process dies at every step of creating, paying, giving up and refunding an order; whoever
 * starts next brings each order to its end. {@link Cluster#close} reconciles orders with money.
 */
class PaymentCrashIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Map<String, String> IMPATIENT =
      Map.of("siyu.payment.query-after", "2s", "siyu.payment.refund-query-after", "2s");

  @Test
  void killed_at_every_step_of_creating_an_order_there_is_one_or_none_and_the_key_still_works() {
    try (Cluster cluster = Cluster.of("create-killed", 1, IMPATIENT)) {
      CrashShop shop = new CrashShop(cluster);
      GraphQLClient member = shop.member("new:creator");
      int orders = 0;
      for (String point : List.of("order.afterHold", "order.beforeCommit", "order.afterCommit")) {
        SiyuInstance doomed = newest(cluster);
        Map<String, Object> input = shop.order(member.at(doomed.uri()));
        doomed.arm(point, 0);

        dying(doomed, () -> member.at(doomed.uri()).run("createOrder", input));
        assertThat(count(cluster, "customer_order", "true"))
            .as(point)
            .isEqualTo(point.equals("order.afterCommit") ? orders + 1 : orders);
        SiyuInstance next = cluster.startAnother();
        member.at(next.uri()).run("createOrder", input).expectSuccess("createOrder");

        assertThat(count(cluster, "customer_order", "true")).as(point).isEqualTo(++orders);
        shop.assertTakenByOrdersAlone();
      }
      assertMoneyAccountedFor(cluster);
    }
  }

  @Test
  void killed_at_every_step_of_paying_an_order_is_paid_where_the_money_was_taken() {
    try (Cluster cluster = Cluster.of("pay-killed", 1, IMPATIENT)) {
      CrashShop shop = new CrashShop(cluster);
      GraphQLClient member = shop.member("new:payer");
      // While no other notice is on its way.
      String told = shop.placed(member);
      cluster.instance(0).arm("sandbox.afterNotice", 0);
      pay(member, told, Map.of("noticesAfterSeconds", List.of(2, 2)));
      cluster.instance(0).awaitCrash();
      cluster.startAnother();
      for (String point : List.of("prepay.beforeGateway", "prepay.afterGateway")) {
        SiyuInstance doomed = newest(cluster);
        String order = shop.placed(member.at(doomed.uri()));
        doomed.arm(point, 0);
        dying(doomed, () -> member.at(doomed.uri()).run("payOrder", Map.of("orderId", order)));
        GraphQLClient phone = member.at(cluster.startAnother().uri());
        // The phone asks again, and pays.
        phone.run("payOrder", Map.of("orderId", order)).expectSuccess("payOrder");
        phone.run("sandboxPay", Map.of("orderId", order)).expectSuccess("sandboxPay");
      }
      for (String point : List.of("pay.afterGateway", "notice.beforeCommit")) {
        awaitToldAndPaid(cluster);
        SiyuInstance doomed = newest(cluster);
        String order = shop.placed(member.at(doomed.uri()));
        doomed.arm(point, 0);
        dying(doomed, () -> member.at(doomed.uri()).run("sandboxPay", Map.of("orderId", order)));
        cluster.startAnother();
      }
      awaitToldAndPaid(cluster);
      assertThat(count(cluster, "customer_order", "status = 'PAID'")).isEqualTo(5);
      assertThat(count(cluster, "payment_transition", "to_state = 'PAID'")).isEqualTo(5);
      shop.assertTakenByOrdersAlone();
      assertMoneyAccountedFor(cluster);
    }
  }

  @Test
  void killed_at_every_step_of_giving_up_an_order_releases_what_it_held_once() {
    try (Cluster cluster = Cluster.of("timeout-killed", 1, IMPATIENT)) {
      CrashShop shop = new CrashShop(cluster);
      GraphQLClient member = shop.member("new:forgetful");
      Instant later = Instant.now().plus(Duration.ofMinutes(20));
      for (int i = 0; i < 6; i++) {
        String order = shop.placed(member);
        member.run("payOrder", Map.of("orderId", order)).expectSuccess("payOrder");
        if (i == 5) {
          pay(member, order, Map.of("noticesAfterSeconds", List.of()));
        }
      }
      for (String point :
          List.of("close.afterGateway", "cancel.afterClose", "cancel.beforeCommit")) {
        SiyuInstance doomed = newest(cluster);
        doomed.arm(point, 0);
        doomed.setClock(later);
        doomed.awaitCrash();
        cluster.startAnother();
      }
      newest(cluster).setClock(later);

      await("every order has ended")
          .atMost(PATIENCE)
          .until(() -> count(cluster, "customer_order", "status = 'PENDING_PAYMENT'") == 0);
      assertThat(count(cluster, "customer_order", "status = 'CANCELLED'")).isEqualTo(5);
      assertThat(count(cluster, "customer_order", "status = 'PAID'")).isEqualTo(1);
      shop.assertTakenByOrdersAlone();
      assertMoneyAccountedFor(cluster);
    }
  }

  @Test
  void killed_at_every_step_of_a_refund_the_money_goes_back_once() {
    try (Cluster cluster = Cluster.of("refund-killed", 1, IMPATIENT)) {
      CrashShop shop = new CrashShop(cluster);
      GraphQLClient member = shop.member("new:regretful");
      List<String> points =
          List.of(
              "refund.requested",
              "outbox.beforeHandler",
              "refund.afterGateway",
              "refund.beforeCommit",
              "outbox.afterHandler");
      for (String point : points) {
        SiyuInstance doomed = newest(cluster);
        GraphQLClient phone = member.at(doomed.uri());
        String order = shop.placed(phone);
        pay(phone, order, Map.of());
        doomed.arm(point, 0);
        Map<String, Object> request = Map.of("orderId", order, "idempotencyKey", point);
        dying(doomed, () -> phone.run("requestRefund", request));
        // Whoever got no answer asks again.
        member
            .at(cluster.startAnother().uri())
            .run("requestRefund", request)
            .expectSuccess("requestRefund");
      }

      await("every refund is through")
          .atMost(PATIENCE)
          .until(() -> count(cluster, "order_refund", "money = 'SUCCEEDED'") == points.size());
      assertThat(count(cluster, "customer_order", "status = 'REFUNDED'")).isEqualTo(points.size());
      assertThat(count(cluster, "sandbox_refund", "true")).isEqualTo(points.size());
      shop.assertTakenByOrdersAlone();
      assertMoneyAccountedFor(cluster);
    }
  }

  private static void awaitToldAndPaid(Cluster cluster) {
    await("everything is told and paid")
        .atMost(PATIENCE)
        .until(
            () ->
                count(cluster, "sandbox_notice", "delivered_at IS NULL") == 0
                    && count(cluster, "customer_order", "status = 'PENDING_PAYMENT'") == 0);
  }

  /** Money taken is the money of orders and what went back. */
  private static void assertMoneyAccountedFor(Cluster cluster) {
    assertThat(
            cluster.number(
                """
                SELECT (SELECT coalesce(sum(amount_fen), 0) FROM sandbox_trade WHERE state = 'SUCCESS')
                  - (SELECT coalesce(sum(total_fen - refunded_fen), 0) FROM customer_order
                     WHERE status NOT IN ('PENDING_PAYMENT', 'CANCELLED'))
                  - (SELECT coalesce(sum(amount_fen), 0) FROM sandbox_refund WHERE state = 'SUCCESS')"""))
        .as("money that nobody accounts for")
        .isZero();
  }

  /** The answer may come before the process dies, when the step is behind it. */
  private static void dying(SiyuInstance doomed, Runnable request) {
    try {
      request.run();
    } catch (UncheckedIOException killed) {
      assertThat(killed).isNotNull();
    }
    doomed.awaitCrash();
  }

  private static SiyuInstance newest(Cluster cluster) {
    return cluster.instance(cluster.instances().size() - 1);
  }

  private static void pay(GraphQLClient member, String order, Map<String, ?> behaviour) {
    Map<String, Object> input = new HashMap<>(behaviour);
    input.put("orderId", order);
    member.run("sandboxPay", input).expectSuccess("sandboxPay");
  }

  private static long count(Cluster cluster, String table, String condition) {
    return cluster.number("SELECT count(*) FROM " + table + " WHERE " + condition);
  }
}
