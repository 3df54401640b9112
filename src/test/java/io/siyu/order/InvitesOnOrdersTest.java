package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.pickUp;
import static io.siyu.order.OrderFixture.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Money;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An invite counts by the first paid order, once, and no more when that is refunded. */
@QuarkusTest
class InvitesOnOrdersTest extends InvitesOnOrdersScenario {

  @Inject Sql sql;

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

    String within =
        fixture.inTransaction(
            () ->
                refunds
                    .refundWhole(order, "TEST")
                    .chain(
                        () ->
                            sql.first(
                                "SELECT state FROM invite WHERE invitee_id = $1",
                                row -> row.text("state"),
                                friend)));
    assertThat(within).as("in the refund's own transaction").isEqualTo("REVERSED");
    awaitBalance(0);
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
  void a_refund_that_is_not_accepted_reverses_nothing() {
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    awaitState("QUALIFIED");
    String before = checksum();

    assertThatThrownBy(
            () ->
                fixture.inTransaction(
                    () ->
                        refunds
                            .refundWhole(order, "TEST")
                            .chain(
                                () ->
                                    Uni.createFrom()
                                        .failure(new IllegalStateException("too late")))))
        .isInstanceOf(IllegalStateException.class);

    assertThat(checksum()).isEqualTo(before);
    assertThat(fixture.balance(inviter)).isEqualTo(REWARD);
  }

  @Test
  void a_refund_of_the_version_before_is_reversed_by_its_event() {
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    awaitState("QUALIFIED");

    replayRefunded(order, true);

    assertThat(state()).isEqualTo("REVERSED");
    awaitBalance(0);
  }

  @Test
  void points_that_were_spent_meanwhile_are_owed() {
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    awaitState("QUALIFIED");
    await(points.spend(inviter, REWARD, "TEST", "spent"));

    fixture.inTransaction(() -> refunds.refundWhole(order, "TEST"));
    assertThat(state()).isEqualTo("REVERSED");

    awaitBalance(-REWARD);
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
    Awaitility.await("nothing is taken back")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                fixture.number("SELECT count(*) FROM points_entry WHERE member_id = $1", inviter)
                    == 1);
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
    awaitBalance(0);
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
}
