package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.audience.MemberActivity;
import io.siyu.member.PersonalData;
import io.siyu.payment.SandboxPayments;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What audiences know of purchases is what the orders say, whatever came when and how often. */
@QuarkusTest
class PurchaseProjectionTest {

  @Inject OrderFixture fixture;
  @Inject OrderCancellation cancellation;
  @Inject OrderRefunds refunds;
  @Inject SandboxPayments sandbox;
  @Inject MemberActivity activity;
  @Inject Sql sql;
  @Inject ActivityOnOrderPaid onPaid;
  @Inject Instance<PersonalData> personalData;

  private UUID member;
  private UUID sku;

  @BeforeEach
  void prepare() {
    member = fixture.member();
    sku = fixture.sku(1_000, 100);
  }

  @AfterEach
  void projections_agree_with_orders() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(disagreements(member)).isZero());
  }

  @Test
  void a_paid_order_and_one_that_was_cancelled_unpaid_show_by_their_events() {
    fixture.paid(OrderFixture.pickUp(member, sku, 3));
    await(cancellation.cancel(fixture.placed(member, sku, 1), "PAYMENT_TIMEOUT"));

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> "1 3000 0 1".equals(days(member)));
    assertThat(sums(member)).isEqualTo("1 3000 0");
  }

  @Test
  void a_refund_takes_the_order_out_and_leaves_the_money_told() {
    UUID kept = fixture.paid(OrderFixture.pickUp(member, sku, 1));
    UUID refunded = fixture.paid(OrderFixture.pickUp(member, sku, 2));
    assertThat(kept).isNotEqualTo(refunded);

    await(refunds.refundWhole(refunded, "TEST"));

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> "1 3000 2000 0".equals(days(member)));
  }

  @Test
  void events_may_come_twice_late_and_in_any_order() {
    UUID order = fixture.paid(OrderFixture.pickUp(member, sku, 2));
    await(refunds.refundWhole(order, "TEST"));
    await(activity.refreshPurchases(List.of(member)));
    String before = days(member) + sums(member);
    OrderPaid late =
        new OrderPaid(order, member, OrderSource.SHOP, null, 2_000, 0, Instant.EPOCH, List.of());

    fixture.inTransaction(() -> onPaid.on(late));
    fixture.inTransaction(() -> onPaid.on(late));

    assertThat(days(member) + sums(member)).isEqualTo(before).isEqualTo("0 2000 2000 00 2000 2000");
  }

  @Test
  void many_events_at_once_lose_nothing() {
    List<UUID> orders = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      orders.add(fixture.placed(member, sku, 1));
    }
    List<Uni<Void>> work = new ArrayList<>();
    for (UUID order : orders) {
      work.add(sandbox.pay(order).replaceWithVoid());
      work.add(activity.refreshPurchases(List.of(member)));
    }

    OrderFixture.together(work);

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> "12 12000 0 0".equals(days(member)));
  }

  @Test
  void a_reading_that_waits_for_another_sees_what_that_one_saw_and_more() {
    UUID order = fixture.paid(OrderFixture.pickUp(member, sku, 1));
    await(activity.refreshPurchases(List.of(member)));
    AtomicReference<CompletableFuture<Void>> reading = new AtomicReference<>();

    fixture.inTransaction(
        () ->
            sql.update("UPDATE member_activity SET paid_fen = 0 WHERE member_id = $1", member)
                .invoke(() -> reading.set(refreshElsewhere()))
                .chain(this::untilSomebodyWaits)
                .chain(
                    () ->
                        sql.update(
                            "UPDATE customer_order SET status = 'CANCELLED' WHERE id = $1",
                            order)));

    reading.get().orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(sums(member)).isEqualTo("0 0 0");
    assertThat(days(member)).isEqualTo("0 0 0 1");
    // Its money was not given back: other tests look whether the books of all orders balance.
    fixture.change("UPDATE customer_order SET status = 'PAID' WHERE id = $1", order);
    await(activity.refreshPurchases(List.of(member)));
  }

  /** On a thread of its own: here it would join the transaction. */
  private CompletableFuture<Void> refreshElsewhere() {
    return CompletableFuture.runAsync(() -> await(activity.refreshPurchases(List.of(member))));
  }

  /** Asks the database until a statement on the projection waits for a lock. */
  private Uni<Void> untilSomebodyWaits() {
    return sql.first(
            """
            SELECT count(*) AS waiting FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND query LIKE '%member_activity%'
              AND datname = current_database()""",
            row -> row.number("waiting"))
        .chain(
            waiting ->
                waiting > 0
                    ? Uni.createFrom().voidItem()
                    : sql.first("SELECT pg_stat_clear_snapshot()", row -> 0)
                        .chain(this::untilSomebodyWaits));
  }

  @Test
  void the_job_fills_what_was_there_before_the_projections_and_heals_what_is_wrong() {
    fixture.paid(OrderFixture.pickUp(member, sku, 3));
    UUID other = fixture.member();
    fixture.change("UPDATE member SET last_login_at = created_at WHERE id = $1", other);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> "1 3000 0 0".equals(days(member)));
    fixture.change("UPDATE member_purchase_day SET paid_fen = 1 WHERE member_id = $1", member);
    fixture.change(
        """
        UPDATE member_activity SET order_count = 0, first_order_at = NULL, last_order_at = NULL,
          paid_fen = 0 WHERE member_id = $1""",
        member);
    fixture.change("INSERT INTO member_purchase_day VALUES ($1, '2020-01-01', 1, 1, 0, 0)", member);

    fixture.runJob("audience-activity-rebuild");

    assertThat(days(member)).isEqualTo("1 3000 0 0");
    assertThat(sums(member)).isEqualTo("1 3000 0");
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM member m LEFT JOIN member_activity a ON a.member_id = m.id
                WHERE m.status <> 'DELETED' AND NOT coalesce(a.erased, false)
                  AND (a.rebuilt_at IS NULL OR a.last_seen_at < m.last_login_at)"""))
        .as("members that the job left out")
        .isZero();
  }

  @Test
  void whoever_left_is_not_filled_again_by_what_comes_late() {
    fixture.paid(OrderFixture.pickUp(member, sku, 3));
    await(activity.refreshPurchases(List.of(member)));
    PersonalData projections =
        personalData.stream().filter(data -> data.section().equals("activity")).findFirst().get();
    assertThat(fixture.inTransaction(() -> projections.export(member))).hasSize(1);

    fixture.inTransaction(() -> projections.erase(member));
    fixture.inTransaction(() -> projections.erase(member));
    await(activity.refreshPurchases(List.of(member)));

    assertThat(
            fixture.number(
                """
                SELECT (SELECT count(*) FROM member_purchase_day WHERE member_id = $1)
                     + (SELECT count(*) FROM member_seen_day WHERE member_id = $1)
                     + (SELECT count(*) FROM member_activity
                        WHERE member_id = $1 AND NOT (erased AND order_count = 0))""",
                member))
        .isZero();
    fixture.change("DELETE FROM member_activity WHERE member_id = $1", member);
    await(activity.refreshPurchases(List.of(member)));
  }

  private String days(UUID of) {
    return fixture.text(
        """
        SELECT sum(order_count) || ' ' || sum(paid_fen) || ' ' || sum(refunded_fen) || ' '
               || sum(unfinished_orders)
        FROM member_purchase_day WHERE member_id = $1""",
        of);
  }

  private String sums(UUID of) {
    return fixture.text(
        """
        SELECT order_count || ' ' || paid_fen || ' ' || refunded_fen
        FROM member_activity WHERE member_id = $1""",
        of);
  }

  /** The reconciliation of projections and orders, for one member. */
  private long disagreements(UUID of) {
    return fixture.number(
        """
        SELECT count(*) FROM (
          SELECT count(*) FILTER (WHERE status NOT IN ('CANCELLED', 'REFUNDED')) AS orders,
                 coalesce(sum(total_fen) FILTER (WHERE status <> 'CANCELLED'), 0) AS paid,
                 coalesce(sum(refunded_fen) FILTER (WHERE status <> 'CANCELLED'), 0) AS refunded,
                 count(*) FILTER (WHERE status = 'CANCELLED') AS unfinished
          FROM customer_order WHERE member_id = $1 AND status <> 'PENDING_PAYMENT') AS o,
        LATERAL (
          SELECT coalesce(sum(order_count), 0) AS orders, coalesce(sum(paid_fen), 0) AS paid,
                 coalesce(sum(refunded_fen), 0) AS refunded,
                 coalesce(sum(unfinished_orders), 0) AS unfinished
          FROM member_purchase_day WHERE member_id = $1) AS d,
        LATERAL (
          SELECT coalesce(sum(order_count), 0) AS orders, coalesce(sum(paid_fen), 0) AS paid,
                 coalesce(sum(refunded_fen), 0) AS refunded
          FROM member_activity WHERE member_id = $1) AS s
        WHERE (o.orders, o.paid, o.refunded, o.unfinished)
              IS DISTINCT FROM (d.orders, d.paid, d.refunded, d.unfinished)
           OR (o.orders, o.paid, o.refunded) IS DISTINCT FROM (s.orders, s.paid, s.refunded)""",
        of);
  }
}
