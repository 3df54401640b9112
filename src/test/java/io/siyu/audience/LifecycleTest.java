package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.Sessions;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stages change at the brand's midnight, and whoever may see them does. */
@QuarkusTest
class LifecycleTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

  @Inject LifecycleScenario scenario;
  @Inject Sessions sessions;
  @Inject StatementLog statements;
  @Inject MovableClock clock;
  @Inject Rows rows;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @AfterEach
  void letTimeGoOn() {
    clock.reset();
  }

  @Test
  void a_member_of_six_days_becomes_one_of_seven_at_midnight_in_shanghai() {
    Instant joined = DAY.atTime(23, 59).atZone(SHANGHAI).toInstant();
    Instant midnight = DAY.plusDays(7).atStartOfDay(SHANGHAI).toInstant();
    UUID member = scenario.member(joined, joined);

    assertThat(scenario.stageAt(midnight.minusSeconds(1), member)).isEqualTo(LifecycleStage.NEW);
    assertThat(scenario.stageAt(midnight.plusSeconds(1), member))
        .isEqualTo(LifecycleStage.ACTIVATING);
  }

  @Test
  void silence_of_thirty_and_ninety_days_is_counted_from_midnight_in_shanghai() {
    Instant seen = DAY.atTime(0, 1).atZone(SHANGHAI).toInstant();
    UUID member = scenario.member(seen.minus(Duration.ofDays(200)), seen);
    Instant thirtieth = DAY.plusDays(30).atStartOfDay(SHANGHAI).toInstant();
    Instant ninetieth = DAY.plusDays(90).atStartOfDay(SHANGHAI).toInstant();

    assertThat(scenario.stageAt(thirtieth.minusSeconds(1), member))
        .isEqualTo(LifecycleStage.RETAINED);
    assertThat(scenario.stageAt(thirtieth.plusSeconds(1), member))
        .isEqualTo(LifecycleStage.AT_RISK);
    assertThat(scenario.stageAt(ninetieth.minusSeconds(1), member))
        .isEqualTo(LifecycleStage.AT_RISK);
    assertThat(scenario.stageAt(ninetieth.plusSeconds(1), member)).isEqualTo(LifecycleStage.LOST);
  }

  @Test
  void who_is_here_often_and_leaves_orders_unpaid_is_labelled() {
    Instant now = DAY.atTime(12, 0).atZone(SHANGHAI).toInstant();
    UUID member = scenario.member(now.minus(Duration.ofDays(20)), now);
    for (int day = 0; day < 4; day++) {
      rows.update("INSERT INTO member_seen_day VALUES ($1, $2)", member, DAY.minusDays(day));
    }
    rows.update(
        "INSERT INTO member_purchase_day VALUES ($1, $2, 1, 100, 0, 2)", member, DAY.minusDays(29));

    assertThat(scenario.at(now, member))
        .isEqualTo(
            new Lifecycle(LifecycleStage.ACTIVATING, LifecycleLabel.INTERESTED_BUT_UNFINISHED));
    assertThat(scenario.at(now.plus(Duration.ofDays(1)), member).label())
        .as("the orders have left the window")
        .isNull();
  }

  @Test
  void a_member_sees_the_own_stage_and_staff_see_everybodys_in_one_statement_a_field() {
    String name = UUID.randomUUID().toString().substring(0, 8);
    GraphQLClient member = anonymous.asMember("new:" + name);
    anonymous.asMember("new:other-" + name);

    assertThat(member.runWith("viewerLifecycle", Map.of()).text("viewer.lifecycleStage"))
        .isEqualTo("NEW");
    GraphQLClient staff =
        anonymous.as(
            Rows.await(
                    sessions.start(SubjectKind.OPERATOR, UUID.randomUUID(), Set.of(Roles.SERVICE)))
                .accessToken());
    statements.start();
    Answer page = staff.runWith("members", Map.of("first", 50));

    assertThat(statements.stop("AS seen_days")).hasSize(2);
    assertThat(
            IntStream.range(0, page.array("members.nodes").size())
                .mapToObj(i -> page.text("members.nodes." + i + ".lifecycleStage")))
        .isNotEmpty()
        .doesNotContainNull();
  }

  @Test
  void a_login_is_noted_once_a_day_and_so_is_a_session_that_goes_on() {
    String code = "new:seen-" + UUID.randomUUID().toString().substring(0, 8);
    Answer login =
        anonymous
            .run("loginWithWeChat", Map.of("code", code, "channel", "ORGANIC"))
            .expectSuccess("loginWithWeChat");
    GraphQLClient member = anonymous.as(login.text("loginWithWeChat.accessToken"));
    UUID id = Rows.uuid(member.send("{ viewer { id } }", Map.of()).text("viewer.id"));
    awaitDays(id, 1);
    anonymous.asMember(code);
    clock.advance(Duration.ofDays(1));

    anonymous
        .run("refreshSession", Map.of("refreshToken", login.text("loginWithWeChat.refreshToken")))
        .expectSuccess("refreshSession");

    awaitDays(id, 2);
    assertThat(
            rows.count(
                "outbox_message WHERE unique_key LIKE 'audience.activityOnSeen:%' || $1 || ':%'",
                id.toString()))
        .as("one message a day")
        .isEqualTo(2);
  }

  private void awaitDays(UUID member, int days) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> rows.count("member_seen_day WHERE member_id = $1", member) == days);
  }
}
