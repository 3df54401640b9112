package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Background;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Earning, spending, giving back and expiry of points. */
@QuarkusTest
class PointsLedgerTest extends PointsLedgerScenario {

  @Inject Background background;

  @Test
  void an_earning_counts_once_however_often_it_is_replayed() {
    earn("o1", 50, null);
    String before = fixture.checksum(member);

    earn("o1", 50, null);

    assertThat(fixture.balance(member)).isEqualTo(50);
    assertThat(fixture.checksum(member)).isEqualTo(before);
  }

  @Test
  void pending_points_cannot_be_spent_before_they_are_activated() {
    await(ledger.earn(Earning.pending(member, 50, ORDER, "o1", KIND, null)));
    assertThat(fixture.balance(member)).isZero();
    assertInsufficient(1);

    await(ledger.activate(member, ORDER, "o1", null));
    await(ledger.activate(member, ORDER, "o1", null));

    assertThat(fixture.balance(member)).isEqualTo(50);
  }

  @Test
  void points_with_a_date_become_available_by_the_job() {
    Instant later = clock.instant().plus(Duration.ofDays(1));
    await(ledger.earn(new Earning(member, 30, ORDER, "o1", KIND, later, null)));
    runJob("points-activation");
    assertThat(fixture.balance(member)).isZero();

    fixture.change(
        "UPDATE points_lot SET available_at = now() - interval '1 second' WHERE member_id = $1",
        member);
    runJob("points-activation");

    assertThat(fixture.balance(member)).isEqualTo(30);
  }

  @Test
  void the_soonest_expiring_points_are_spent_first() {
    earn("never", 10, null);
    earn("late", 10, inDays(60));
    earn("soon", 10, inDays(30));

    spend("s1", 15);

    assertThat(remaining("soon")).isZero();
    assertThat(remaining("late")).isEqualTo(5);
    assertThat(remaining("never")).isEqualTo(10);
  }

  @Test
  void a_spend_beyond_the_balance_is_refused_and_changes_nothing() {
    earn("o1", 50, null);
    String before = fixture.checksum(member);

    Refusal refusal = assertInsufficient(51);

    assertThat(refusal.facts()).containsEntry("balance", 50L);
    assertThat(fixture.checksum(member)).isEqualTo(before);
  }

  @Test
  void the_same_thing_cannot_be_paid_twice_nor_at_another_price() {
    earn("o1", 50, null);
    spend("s1", 20);
    String before = fixture.checksum(member);

    spend("s1", 20);
    assertThatThrownBy(() -> spend("s1", 10)).isInstanceOf(IllegalStateException.class);

    assertThat(fixture.checksum(member)).isEqualTo(before);
    assertThat(fixture.balance(member)).isEqualTo(30);
  }

  @Test
  void a_refund_gives_back_once_to_the_lots_that_paid() {
    earn("soon", 10, inDays(30));
    earn("late", 10, inDays(60));
    spend("s1", 15);

    await(ledger.giveBack(member, ORDER, "s1"));
    await(ledger.giveBack(member, ORDER, "s1"));

    assertThat(fixture.balance(member)).isEqualTo(20);
    assertThat(remaining("soon")).isEqualTo(10);
    assertThat(remaining("late")).isEqualTo(10);
  }

  @Test
  void giving_back_what_was_never_spent_does_nothing() {
    earn("o1", 10, null);

    await(ledger.giveBack(member, ORDER, "s1"));

    assertThat(fixture.balance(member)).isEqualTo(10);
  }

  @Test
  void expired_points_are_not_spendable_even_before_the_job_has_run() {
    earn("old", 30, inDays(1));
    earn("new", 20, inDays(30));
    fixture.expireLotsOf(member, "old");

    assertInsufficient(21);
    spend("s1", 20);

    runJob("points-expiry");
    assertThat(fixture.balance(member)).isZero();
    assertThat(lotState("old")).isEqualTo("EXPIRED");
  }

  @Test
  void the_job_expires_what_is_due_once() {
    earn("old", 30, inDays(1));
    earn("new", 20, inDays(30));
    fixture.expireLotsOf(member, "old");

    runJob("points-expiry");
    String before = fixture.checksum(member);
    runJob("points-expiry");

    assertThat(fixture.balance(member)).isEqualTo(20);
    assertThat(fixture.checksum(member)).isEqualTo(before);
    assertThat(posted("EXPIRY")).isEqualTo(-30);
  }

  @Test
  void a_refund_into_an_expired_lot_opens_it_again_for_seven_days() {
    earn("old", 30, inDays(1));
    spend("s1", 20);
    fixture.expireLotsOf(member, "old");
    runJob("points-expiry");
    assertThat(fixture.balance(member)).isZero();

    await(ledger.giveBack(member, ORDER, "s1"));

    assertThat(fixture.balance(member)).isEqualTo(20);
    // Members are told of days, so the last one is theirs to its end.
    Instant end = calendar.startOf(calendar.today().plusDays(8));
    long seconds = Duration.between(clock.instant(), end).toSeconds();
    assertThat(secondsLeft("old")).isBetween(seconds - 120, seconds + 120);

    fixture.expireLotsOf(member, "old");
    runJob("points-expiry");
    assertThat(fixture.balance(member)).isZero();
    assertThat(posted("EXPIRY")).isEqualTo(-30);
  }

  @Test
  void an_entry_can_neither_be_changed_nor_deleted() {
    earn("o1", 50, null);

    assertThatThrownBy(
            () ->
                fixture.change("UPDATE points_entry SET points = 60 WHERE member_id = $1", member))
        .hasStackTraceContaining("append-only");
    assertThatThrownBy(
            () -> fixture.change("DELETE FROM points_entry WHERE member_id = $1", member))
        .hasStackTraceContaining("append-only");
  }

  @Test
  void a_stranger_has_no_ledger() {
    assertThatThrownBy(
            () -> await(ledger.earn(Earning.active(Ids.next(), 5, ORDER, "o1", KIND, null))))
        .isInstanceOf(RequestFailure.class);
  }

  private void runJob(String name) {
    background.run(name);
  }

  private long secondsLeft(String businessId) {
    return fixture.number(
        """
        SELECT extract(epoch FROM expires_at - now())::bigint
        FROM points_lot JOIN points_entry entry ON entry.id = entry_id
        WHERE entry.member_id = $1 AND business_id = $2""",
        member,
        businessId);
  }

  private long posted(String operation) {
    return fixture.number(
        """
        SELECT coalesce(sum(points), 0)::bigint FROM points_entry
        WHERE member_id = $1 AND operation = $2 AND posted_at IS NOT NULL""",
        member,
        operation);
  }
}
