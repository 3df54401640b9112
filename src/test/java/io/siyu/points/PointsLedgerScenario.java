package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.kernel.Refusal;
import io.siyu.platform.time.BrandCalendar;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A member whose ledger agrees with itself after every test. */
abstract class PointsLedgerScenario {

  static final String ORDER = "ORDER";
  static final String KIND = "BASE";

  @Inject PointsLedger ledger;
  @Inject PointsFixture fixture;
  @Inject Clock clock;
  @Inject BrandCalendar calendar;

  UUID member;

  @BeforeEach
  void newMember() {
    member = fixture.member();
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    fixture.assertReconciled(member);
  }

  void earn(String businessId, long points, Instant expiresAt) {
    await(ledger.earn(Earning.active(member, points, ORDER, businessId, KIND, expiresAt)));
  }

  void spend(String businessId, long points) {
    await(ledger.spend(member, points, ORDER, businessId));
  }

  Refusal assertInsufficient(long points) {
    Refusal[] thrown = new Refusal[1];
    assertThatThrownBy(() -> spend("refused", points))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              thrown[0] = refusal;
              assertThat(refusal.code()).isEqualTo("INSUFFICIENT_POINTS");
            });
    return thrown[0];
  }

  Instant inDays(int days) {
    return clock.instant().plus(Duration.ofDays(days));
  }

  long remaining(String businessId) {
    return fixture.number(
        """
        SELECT remaining FROM points_lot JOIN points_entry entry ON entry.id = entry_id
        WHERE entry.member_id = $1 AND business_id = $2""",
        member,
        businessId);
  }

  String lotState(String businessId) {
    for (String state : new String[] {"PENDING", "ACTIVE", "EXPIRED", "VOID"}) {
      long count =
          fixture.number(
              """
              SELECT count(*) FROM points_lot JOIN points_entry entry ON entry.id = entry_id
              WHERE entry.member_id = $1 AND business_id = $2 AND state = $3""",
              member,
              businessId,
              state);
      if (count == 1) {
        return state;
      }
    }
    return "none";
  }
}
