package io.siyu.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.privacy.PersonalColumns.Decision;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who leaves takes everything along that tells of them, and leaves the books in order. */
@QuarkusTest
class ErasureTest {

  /** Personal, but nothing that a word can be planted in. */
  private static final Set<String> WITHOUT_WORDS =
      Set.of("idempotency_record.input_hash", "member.gender", "rfm_score.rfm_class");

  @Inject Rows rows;
  @Inject PersonalScan scan;
  @Inject PersonalColumns columns;

  @Test
  void nothing_that_tells_of_a_person_is_left_and_the_books_balance() {
    TracingMember member = new TracingMember(rows, staff());
    member.leaveTraces();
    assertThat(personalTexts())
        .as("plant a word in every personal column, or the test proves nothing for it")
        .isSubsetOf(scan.database(member.words()));
    assertThat(scan.redis(member.words())).isNotEmpty();
    Answer export = member.client.run("exportMyData", Map.of()).expectSuccess("exportMyData");
    assertComplete(member, new JsonObject(export.text("exportMyData.data")));
    await("refunds are through").atMost(Duration.ofSeconds(30)).until(() -> open(member) == 0);
    String money = money(member);

    leave(member);

    assertThat(scan.database(member.words())).isEmpty();
    assertThat(rows.count("check_in WHERE member_id = $1", member.uuid())).isZero();
    assertThat(rows.count("idempotency_record WHERE actor_id = $1", member.uuid())).isZero();
    await("Redis forgets by the outbox")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(scan.redis(member.words())).isEmpty();
              assertThat(scan.redis(List.of("rate:{caller:" + member.uuid()))).isEmpty();
              assertThat(scan.redis(List.of("rate:{export:" + member.uuid()))).isEmpty();
            });
    assertThat(scan.database(member.words())).isEmpty();
    assertThat(money(member)).isEqualTo(money);
    assertThat(
            staff()
                .runWith("pointsReconciliation", Map.of())
                .array("pointsReconciliation.violations"))
        .isEmpty();
    assertThat(
            rows.count(
                "outbox_message WHERE payload ->> 'member' = $1 AND state = 'DROPPED'",
                member.uuid().toString()))
        .as("neither sent nor to be tried again")
        .isEqualTo(2);
    assertThat(
            rows.count(
                "audit_entry WHERE subject = $1 AND action = 'adjustPoints'"
                    + " AND details = '{\"erased\": true}'",
                member.id))
        .as("that it was done stays, why it was done does not")
        .isEqualTo(1);
  }

  private Set<String> personalTexts() {
    return PersonalColumns.decisions().entrySet().stream()
        .filter(entry -> entry.getValue().personal() && !WITHOUT_WORDS.contains(entry.getKey()))
        .map(Map.Entry::getKey)
        .filter(column -> !column.endsWith(".day") && !column.endsWith("_on"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void assertComplete(LeavingMember member, JsonObject export) {
    assertThat(export.fieldNames())
        .containsAll(
            PersonalColumns.decisions().values().stream()
                .filter(Decision::personal)
                .map(Decision::by)
                .toList());
    assertThat(export.getJsonArray("profiles").getJsonObject(0).getString("phone"))
        .endsWith(member.phone);
    assertThat(export.getJsonArray("profiles").getJsonObject(0).getString("homeStoreId"))
        .isEqualTo(member.store);
    assertThat(export.getJsonArray("orders").encode()).contains(member.word + "路 7 号");
    assertThat(export.getJsonArray("chainEntries").encode()).contains(member.word + "放门卫");
    assertThat(export.getJsonArray("redemptions").encode()).contains(member.word + "SF0");
    assertThat(export.getJsonArray("notifications")).isNotEmpty();
    assertThat(export.getJsonArray("pointsEntries")).isNotEmpty();
    assertThat(export.getJsonArray("sessions")).isNotEmpty();
  }

  /** The member's alone: payments of other tests run out of time meanwhile. */
  private String money(LeavingMember member) {
    return Stream.of(
            "points_entry t WHERE t.member_id = $1",
            "points_lot t WHERE t.member_id = $1",
            "points_account t WHERE t.member_id = $1",
            "member_growth_entry t WHERE t.member_id = $1",
            "payment t WHERE t.payer_id = $1",
            "refund t JOIN payment p ON p.id = t.payment_id WHERE p.payer_id = $1")
        .map(
            from ->
                rows.text(
                    "SELECT count(*) || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '')"
                        + " FROM "
                        + from,
                    member.uuid()))
        .collect(Collectors.joining(" "));
  }

  private long open(LeavingMember member) {
    return rows.count(
        "refund r JOIN payment p ON p.id = r.payment_id"
            + " WHERE p.payer_id = $1 AND r.state = 'REQUESTED'",
        member.uuid());
  }

  private static void leave(LeavingMember member) {
    assertThat(
            member
                .client
                .run("deleteAccount", Map.of("confirm", true))
                .expectSuccess("deleteAccount")
                .text("deleteAccount.deletedAt"))
        .isNotBlank();
  }

  private static GraphQLClient staff() {
    GraphQLClient anonymous = GraphQLClient.ofThisTest();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }
}
