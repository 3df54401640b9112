package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.pickUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.member.referral.InviteQualification;
import io.siyu.platform.database.Ids;
import io.siyu.points.PointsLedger;
import io.siyu.points.PointsReconciliation;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Somebody invited a friend, who orders. */
abstract class InvitesOnOrdersScenario {

  static final int REWARD = 100;

  @Inject OrderFixture fixture;
  @Inject InvitesOnOrderPaid onPaid;
  @Inject InvitesOnOrderRefunded onRefunded;
  @Inject InviteQualification qualification;
  @Inject OrderRefunds refunds;
  @Inject PointsLedger points;
  @Inject PointsReconciliation reconciliation;

  UUID inviter;
  UUID friend;
  UUID sku;

  @BeforeEach
  void somebody_invited_a_friend() {
    inviter = fixture.member();
    friend = fixture.member();
    sku = fixture.sku(5000, 100);
    invited();
  }

  @AfterEach
  void the_books_balance() {
    fixture.assertBooksBalance();
    assertThat(await(reconciliation.violations(inviter))).isEmpty();
  }

  /** An order of the friend's that was paid and refunded, as if its events were still to come. */
  UUID refundedBeforeAnybodyHeard() {
    fixture.change("DELETE FROM invite WHERE invitee_id = $1", friend);
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    fixture.inTransaction(() -> refunds.refundWhole(order, "TEST"));
    Awaitility.await("both events went by unheard")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                fixture.number(
                        """
                        SELECT count(*) FROM outbox_message
                        WHERE unique_key LIKE 'order.invitesOn%' AND state = 'SENT'
                          AND payload::text LIKE $1""",
                        "%" + order + "%")
                    == 2);
    invited();
    return order;
  }

  void invited() {
    fixture.change(
        """
        INSERT INTO invite (id, inviter_id, invitee_id, state, registered_at)
        VALUES ($1, $2, $3, 'REGISTERED', now())""",
        Ids.next(),
        inviter,
        friend);
  }

  void replayPaid(UUID order) {
    fixture.inTransaction(() -> onPaid.on(paid(order, 5000)));
  }

  void replayRefunded(UUID order, boolean whole) {
    fixture.inTransaction(
        () ->
            onRefunded.on(
                new OrderRefunded(
                    order,
                    friend,
                    OrderSource.SHOP,
                    null,
                    Ids.next(),
                    whole,
                    5000,
                    Instant.now(),
                    List.of())));
  }

  OrderPaid paid(UUID order, long total) {
    return new OrderPaid(order, friend, OrderSource.SHOP, null, total, 0, Instant.now(), List.of());
  }

  void awaitState(String state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(state()).isEqualTo(state));
  }

  /** The reward follows the reversal by an event. */
  void awaitBalance(long balance) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(fixture.balance(inviter)).isEqualTo(balance));
  }

  String state() {
    return fixture.text("SELECT state FROM invite WHERE invitee_id = $1", friend);
  }

  long signals() {
    return fixture.number("SELECT count(*) FROM referral_signal WHERE member_id = $1", friend);
  }

  String checksum() {
    return fixture.text(
        """
        SELECT concat_ws('|',
          (SELECT string_agg(i::text, ',') FROM invite i WHERE invitee_id = $2),
          (SELECT string_agg(s::text, ',') FROM referral_signal s WHERE member_id = $2),
          (SELECT string_agg(e::text, ',' ORDER BY position) FROM points_entry e
           WHERE member_id = $1))""",
        inviter,
        friend);
  }
}
