package io.siyu.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.points.PointsReconciliation;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deleting the account and coming back does not begin anew what a person earns once. */
@QuarkusTest
class ReturningMemberTest {

  @Inject Rows rows;
  @Inject BrandCalendar calendar;
  @Inject MovableClock clock;
  @Inject PointsReconciliation reconciliation;

  private GraphQLClient staff;
  private String questionnaire;

  @BeforeEach
  void a_questionnaire() {
    GraphQLClient anonymous = GraphQLClient.ofThisTest();
    staff =
        anonymous.as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .expectSuccess("operatorLogin")
                .text("operatorLogin.accessToken"));
    Map<String, Object> option = Map.of("code", "1", "text", "一斤", "tagCode", "一斤");
    Map<String, Object> other = Map.of("code", "2", "text", "两斤", "tagCode", "两斤");
    Map<String, Object> question = new HashMap<>(Map.of("code", "much", "text", "买多少"));
    question.putAll(Map.of("multiple", false, "options", List.of(option, other)));
    questionnaire =
        staff
            .run(
                "saveQuestionnaire",
                Map.of(
                    "title",
                    "水果小问卷",
                    "questions",
                    List.of(question),
                    "idempotencyKey",
                    "returning-" + System.nanoTime()))
            .expectSuccess("saveQuestionnaire")
            .text("saveQuestionnaire.questionnaire.id");
  }

  @AfterEach
  void time_runs_again() {
    clock.reset();
  }

  @Test
  void a_second_round_of_the_same_person_earns_nothing() {
    LeavingMember first = new LeavingMember(rows, staff);
    first.client.run("checkIn", first.key()).expectSuccess("checkIn");
    tellEverything(first);
    assertThat(earned(first)).isEqualTo("CHECK_IN,PROFILE,QUESTIONNAIRE");
    first.client.run("deleteAccount", Map.of("confirm", true)).expectSuccess("deleteAccount");

    LeavingMember back = first.back();
    Answer sameDay = back.client.run("checkIn", back.key());
    tellEverything(back);

    assertThat(sameDay.userErrorCodes("checkIn")).containsExactly("ALREADY_CHECKED_IN");
    assertThat(Instant.parse(sameDay.text("checkIn.userErrors.0.nextAt")))
        .isEqualTo(calendar.startOf(calendar.today().plusDays(1)));
    assertThat(earned(back)).isEmpty();
    assertThat(
            rows.count(
                "earn_rule_grant WHERE member_id = $1 AND business_type <> 'EARLIER_ACCOUNT'",
                back.uuid()))
        .isZero();
    clock.advance(Duration.ofDays(1));
    back.client.run("checkIn", back.key()).expectSuccess("checkIn");
    assertThat(earned(back)).isEqualTo("CHECK_IN");
    assertThat(Rows.await(reconciliation.violations(first.uuid()))).isEmpty();
    assertThat(Rows.await(reconciliation.violations(back.uuid()))).isEmpty();
  }

  private void tellEverything(LeavingMember member) {
    Map<String, Object> profile = new HashMap<>();
    profile.put("nickname", "小桔");
    profile.put("avatarUrl", "https://a.example/1.png");
    profile.put("birthday", member.birthday);
    profile.put("gender", "FEMALE");
    profile.put("city", "杭州");
    profile.put("homeStoreId", member.store);
    member.client.run("updateProfile", profile).expectSuccess("updateProfile");
    member.client.run("bindPhone", Map.of("code", "phone:" + member.phone));
    Map<String, Object> answers = member.key("questionnaireId", questionnaire);
    answers.put("answers", List.of(Map.of("questionCode", "much", "optionCodes", List.of("1"))));
    member.client.run("submitQuestionnaire", answers).expectSuccess("submitQuestionnaire");
    assertThat(member.client.runWith("viewer", Map.of()).number("viewer.profile.completionPercent"))
        .isEqualTo(100);
  }

  private String earned(LeavingMember member) {
    return rows.text(
        """
        SELECT coalesce(string_agg(business_type, ',' ORDER BY business_type), '')
        FROM points_entry WHERE member_id = $1""",
        member.uuid());
  }
}
