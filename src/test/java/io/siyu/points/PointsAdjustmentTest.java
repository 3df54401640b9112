package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static io.siyu.points.PointsFixture.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Ids;
import io.siyu.points.PointsAdjustments.Adjustment;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Points that staff give or take by hand. */
@QuarkusTest
class PointsAdjustmentTest {

  @Inject PointsLedger ledger;
  @Inject PointsAdjustments adjustments;
  @Inject PointsFixture fixture;
  @Inject Clock clock;
  @Inject MovableClock movable;

  private UUID member;
  private GraphQLClient operator;

  @BeforeEach
  void logIn() {
    member = fixture.member();
    operator = GraphQLClient.ofThisTest().as(fixture.operatorToken());
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    fixture.assertReconciled(member);
  }

  @Test
  void given_points_are_a_lot_that_lasts_as_long_as_said() {
    Instant end = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);

    Answer answer = adjust(120, "k1", Map.of("expiresAt", end.toString()));

    answer.expectSuccess("adjustPoints");
    assertThat(answer.text("adjustPoints.entry.operation")).isEqualTo("EARN");
    assertThat(answer.text("adjustPoints.entry.source")).isEqualTo("ADJUSTMENT");
    assertThat(answer.number("adjustPoints.entry.points")).isEqualTo(120);
    assertThat(answer.number("adjustPoints.points.balance")).isEqualTo(120);
    Answer seen = client().runWith("viewerPoints", Map.of());
    assertThat(Instant.parse(seen.text("viewer.points.expiringNext.at"))).isEqualTo(end);
  }

  @Test
  void points_can_be_taken_down_to_the_balance_and_not_further() {
    adjust(100, "k1", Map.of()).expectSuccess("adjustPoints");
    String before = fixture.checksum(member);
    long entries = auditEntries();

    Answer tooMany = adjust(-101, "k2", Map.of());

    assertThat(tooMany.userErrorCodes("adjustPoints")).containsExactly("INSUFFICIENT_POINTS");
    assertThat(tooMany.number("adjustPoints.userErrors.0.balance")).isEqualTo(100);
    assertThat(fixture.checksum(member)).isEqualTo(before);
    assertThat(auditEntries()).isEqualTo(entries);
    Answer all = adjust(-100, "k2", Map.of()).expectSuccess("adjustPoints");
    assertThat(all.number("adjustPoints.entry.points")).isEqualTo(-100);
    assertThat(fixture.balance(member)).isZero();
  }

  @Test
  void more_points_than_a_member_can_have_are_refused_and_nothing_changes() {
    for (int i = 0; i < 214; i++) {
      await(
          ledger.earn(Earning.active(member, Earning.MAX_POINTS, "ORDER", "o" + i, "BASE", null)));
    }
    int room = Integer.MAX_VALUE - 2_140_000_000;
    String before = fixture.checksum(member);

    Answer refused = adjust(room + 1, "k1", Map.of());

    assertThat(refused.userErrorCodes("adjustPoints")).containsExactly("BALANCE_TOO_HIGH");
    assertThat(refused.number("adjustPoints.userErrors.0.balance")).isEqualTo(2_140_000_000);
    assertThat(fixture.checksum(member)).isEqualTo(before);
    assertThat(auditEntries()).isZero();
    adjust(room, "k1", Map.of()).expectSuccess("adjustPoints");
    assertThat(fixture.balance(member)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void given_points_repay_debt_first() {
    await(ledger.earn(Earning.active(member, 50, "ORDER", "o1", "BASE", null)));
    await(ledger.spend(member, 50, "ORDER", "s1"));
    await(ledger.reverse(member, "ORDER", "o1"));

    Answer answer = adjust(80, "k1", Map.of()).expectSuccess("adjustPoints");

    assertThat(answer.number("adjustPoints.points.balance")).isEqualTo(30);
    assertThat(answer.number("adjustPoints.points.debt")).isZero();
  }

  @Test
  void a_repeated_request_counts_once_and_another_input_is_refused() {
    Answer first = adjust(10, "k1", Map.of()).expectSuccess("adjustPoints");

    Answer again = adjust(10, "k1", Map.of()).expectSuccess("adjustPoints");
    Answer other = adjust(11, "k1", Map.of());

    assertThat(again.at("adjustPoints")).isEqualTo(first.at("adjustPoints"));
    assertThat(other.userErrorCodes("adjustPoints")).containsExactly("IDEMPOTENCY_KEY_REUSED");
    assertThat(fixture.balance(member)).isEqualTo(10);
    assertThat(auditEntries()).isEqualTo(1);
  }

  @Test
  void a_repetition_after_the_points_have_ended_is_still_one() {
    Map<String, Object> until = Map.of("expiresAt", clock.instant().plusSeconds(3600).toString());
    Answer first = adjust(10, "k1", until).expectSuccess("adjustPoints");
    movable.advance(Duration.ofHours(2));
    try {
      Answer again = adjust(10, "k1", until).expectSuccess("adjustPoints");
      assertThat(again.at("adjustPoints.entry")).isEqualTo(first.at("adjustPoints.entry"));
    } finally {
      movable.reset();
    }
  }

  @Test
  void bad_values_are_refused_by_their_field_and_change_nothing() {
    String before = fixture.checksum(member);
    String past = clock.instant().minusSeconds(1).toString();
    String soon = clock.instant().plusSeconds(3600).toString();

    assertInvalid(adjust(0, "k1", Map.of()), "points");
    assertInvalid(adjust(10_000_001, "k1", Map.of()), "points");
    assertInvalid(adjust(-10_000_001, "k1", Map.of()), "points");
    assertInvalid(adjust(1, "k1", Map.of("reason", " ")), "reason");
    assertInvalid(adjust(1, "k1", Map.of("reason", "好".repeat(201))), "reason");
    assertInvalid(adjust(1, "k1", Map.of("expiresAt", past)), "expiresAt");
    assertInvalid(adjust(1, "k1", Map.of("expiresAt", "2999-01-01T00:00:00Z")), "expiresAt");
    assertInvalid(adjust(-1, "k1", Map.of("expiresAt", soon)), "expiresAt");
    assertInvalid(adjust(1, " ", Map.of()), "idempotencyKey");

    assertThat(fixture.checksum(member)).isEqualTo(before);
    assertThat(auditEntries()).isZero();
  }

  @Test
  void an_unknown_member_is_not_found_and_members_may_not_adjust() {
    Map<String, Object> input = new HashMap<>(input(5, "k1"));
    assertThat(client().run("adjustPoints", input).errorCodes()).containsExactly("FORBIDDEN");
    input.put("memberId", PointsAdjustments.MEMBER_ID.encode(Ids.next()));
    assertThat(operator.run("adjustPoints", input).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(fixture.balance(member)).isZero();
  }

  @Test
  void of_many_operators_who_take_the_same_points_only_some_get_them() {
    adjust(100, "k1", Map.of()).expectSuccess("adjustPoints");
    UUID staff = Ids.next();

    List<Object> outcomes =
        together(
            32,
            i ->
                () ->
                    adjustments.adjust(staff, new Adjustment(member, -7, "清理", null), "take-" + i));

    assertThat(outcomes).filteredOn(outcome -> outcome instanceof UUID).hasSize(14);
    assertThat(outcomes)
        .filteredOn(outcome -> !(outcome instanceof UUID))
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("INSUFFICIENT_POINTS")));
    assertThat(fixture.balance(member)).isEqualTo(2);
  }

  private GraphQLClient client() {
    return GraphQLClient.ofThisTest().as(fixture.accessToken(member));
  }

  private Answer adjust(int points, String key, Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>(input(points, key));
    input.putAll(more);
    return operator.run("adjustPoints", input);
  }

  private Map<String, Object> input(int points, String key) {
    return Map.of(
        "memberId",
        PointsAdjustments.MEMBER_ID.encode(member),
        "points",
        points,
        "reason",
        "客服补偿",
        "idempotencyKey",
        key);
  }

  private static void assertInvalid(Answer answer, String field) {
    assertThat(answer.userErrorCodes("adjustPoints")).containsExactly("INVALID_INPUT");
    assertThat(answer.array("adjustPoints.userErrors.0.field")).containsExactly("input", field);
  }

  private long auditEntries() {
    return fixture.number(
        "SELECT count(*) FROM audit_entry WHERE action = 'adjustPoints' AND subject = $1",
        PointsAdjustments.MEMBER_ID.encode(member));
  }
}
