package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.pickUp;
import static io.siyu.order.OrderFixture.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Money;
import io.siyu.member.referral.InviteQualification;
import io.siyu.platform.database.Ids;
import io.siyu.points.PointsLedger;
import io.siyu.points.PointsReconciliation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An invite counts by the first paid order, once, and no more when that is refunded. */
@QuarkusTest
class InvitesOnOrdersTest {

  private static final int REWARD = 100;

  @Inject OrderFixture fixture;
  @Inject InvitesOnOrderPaid onPaid;
  @Inject InvitesOnOrderRefunded onRefunded;
  @Inject InviteQualification qualification;
  @Inject OrderRefunds refunds;
  @Inject PointsLedger points;
  @Inject PointsReconciliation reconciliation;

  private UUID inviter;
  private UUID friend;
  private UUID sku;

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

  @Test
  void the_first_paid_order_qualifies_and_rewards_the_inviter() {
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    awaitState("QUALIFIED");
    assertThat(fixture.balance(inviter)).isEqualTo(REWARD);

    fixture.paid(pickUp(friend, sku, 1));
    replayPaid(order);

    assertThat(fixture.balance(inviter)).isEqualTo(REWARD);
    assertThat(signals()).isZero();
  }

  @Test
  void refunding_that_order_whole_reverses_it_for_good_and_is_recorded() {
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    awaitState("QUALIFIED");

    fixture.inTransaction(() -> refunds.refundWhole(order, "TEST"));
    awaitState("REVERSED");
    assertThat(fixture.balance(inviter)).isZero();
    assertThat(
            fixture.text(
                "SELECT kind FROM referral_signal WHERE member_id = $1 AND inviter_id = $2",
                friend,
                inviter))
        .isEqualTo("ORDER_REFUNDED");
    String before = checksum();

    replayRefunded(order, true);
    replayPaid(order);
    UUID another = fixture.paid(pickUp(friend, sku, 1));
    replayPaid(another);

    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void points_that_were_spent_meanwhile_are_owed() {
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    awaitState("QUALIFIED");
    await(points.spend(inviter, REWARD, "TEST", "spent"));

    fixture.inTransaction(() -> refunds.refundWhole(order, "TEST"));
    awaitState("REVERSED");

    assertThat(fixture.balance(inviter)).isEqualTo(-REWARD);
  }

  @Test
  void another_order_or_a_part_of_it_changes_nothing() {
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    awaitState("QUALIFIED");
    UUID second = fixture.paid(pickUp(friend, sku, 1));

    fixture.inTransaction(() -> refunds.refundPart(order, "half", Money.ofFen(2500), "TEST"));
    replayRefunded(order, false);
    fixture.inTransaction(() -> refunds.refundWhole(second, "TEST"));
    replayRefunded(second, true);

    assertThat(state()).isEqualTo("QUALIFIED");
    assertThat(fixture.balance(inviter)).isEqualTo(REWARD);
  }

  @Test
  void the_refunds_event_before_the_payments_ends_in_the_same_state_without_a_reward() {
    UUID order = refundedBeforeAnybodyHeard();

    replayRefunded(order, true);
    assertThat(state()).isEqualTo("REGISTERED");
    replayPaid(order);

    assertThat(state()).isEqualTo("REVERSED");
    assertThat(signals()).isEqualTo(1);
    assertThat(
            fixture.number(
                "SELECT count(*) FROM points_entry WHERE member_id = $1 AND points > 0", inviter))
        .isZero();
    String before = checksum();
    replayRefunded(order, true);
    replayPaid(order);
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void an_order_that_is_paid_and_refunded_in_one_breath_ends_reversed() {
    for (int i = 0; i < 8; i++) {
      UUID order = fixture.paid(pickUp(friend, sku, 1));
      fixture.inTransaction(() -> refunds.refundWhole(order, "TEST"));
      awaitState("REVERSED");
      assertThat(signals()).isEqualTo(1);
      friend = fixture.member();
      invited();
    }
    assertThat(fixture.balance(inviter)).isZero();
  }

  @Test
  void an_order_that_costs_nothing_is_no_purchase() {
    UUID order = Ids.next();
    fixture.inTransaction(() -> onPaid.on(paid(order, 0)));

    assertThat(state()).isEqualTo("REGISTERED");
  }

  @Test
  void two_members_with_one_phone_are_one_person() {
    for (UUID each : List.of(inviter, friend)) {
      fixture.change("UPDATE member SET phone = '+8613911112222' WHERE id = $1", each);
    }
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    replayPaid(order);
    assertThat(state()).isEqualTo("REGISTERED");
    assertThat(
            fixture.text(
                "SELECT detail FROM referral_signal WHERE kind = 'SELF_INVITE' AND member_id = $1",
                friend))
        .isEqualTo("the same phone");

    fixture.change("UPDATE member SET phone = '+8613911113333' WHERE id = $1", friend);
    replayPaid(order);

    assertThat(state()).as("seen through once, for good").isEqualTo("REGISTERED");
    assertThat(fixture.balance(inviter)).isZero();
  }

  @Test
  void an_inviter_who_has_left_keeps_nothing_on_the_books() {
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    awaitState("QUALIFIED");
    fixture.change("UPDATE member SET status = 'DELETED', openid = NULL WHERE id = $1", inviter);

    fixture.inTransaction(() -> refunds.refundWhole(order, "TEST"));
    awaitState("REVERSED");

    assertThat(fixture.balance(inviter)).isZero();
  }

  @Test
  void an_inviter_who_is_blocked_gets_nothing() {
    fixture.change("UPDATE member SET status = 'BLOCKED' WHERE id = $1", inviter);
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    replayPaid(order);

    assertThat(state()).isEqualTo("REGISTERED");
    assertThat(fixture.balance(inviter)).isZero();
  }

  @Test
  void many_deliveries_at_once_qualify_once_and_reward_once() {
    UUID order = refundedBeforeAnybodyHeard();
    List<Uni<Boolean>> deliveries =
        IntStream.range(0, 32)
            .mapToObj(
                i ->
                    qualification
                        .orderPaid(friend, order, () -> Uni.createFrom().item(false))
                        .replaceWith(true))
            .toList();

    assertThat(together(deliveries)).hasSize(32).allMatch(Boolean.TRUE::equals);

    assertThat(state()).isEqualTo("QUALIFIED");
    assertThat(fixture.balance(inviter)).isEqualTo(REWARD);
    assertThat(fixture.number("SELECT count(*) FROM points_entry WHERE member_id = $1", inviter))
        .isEqualTo(1);
  }

  /** An order of the friend's that was paid and refunded, as if its events were still to come. */
  private UUID refundedBeforeAnybodyHeard() {
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

  private void invited() {
    fixture.change(
        """
        INSERT INTO invite (id, inviter_id, invitee_id, state, registered_at)
        VALUES ($1, $2, $3, 'REGISTERED', now())""",
        Ids.next(),
        inviter,
        friend);
  }

  private void replayPaid(UUID order) {
    fixture.inTransaction(() -> onPaid.on(paid(order, 5000)));
  }

  private void replayRefunded(UUID order, boolean whole) {
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

  private OrderPaid paid(UUID order, long total) {
    return new OrderPaid(order, friend, OrderSource.SHOP, null, total, 0, Instant.now(), List.of());
  }

  private void awaitState(String state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(state()).isEqualTo(state));
  }

  private String state() {
    return fixture.text("SELECT state FROM invite WHERE invitee_id = $1", friend);
  }

  private long signals() {
    return fixture.number("SELECT count(*) FROM referral_signal WHERE member_id = $1", friend);
  }

  private String checksum() {
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
