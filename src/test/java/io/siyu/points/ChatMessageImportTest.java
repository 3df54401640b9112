package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static io.siyu.points.PointsFixture.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Points for messages of chat groups, 10 each and 25 a day. */
@QuarkusTest
class ChatMessageImportTest {

  private static final IdType MEMBER = IdType.of("member");
  private static final Duration DAY = Duration.ofDays(1);

  @Inject PointsFixture fixture;
  @Inject RuleEarnings earnings;
  @Inject DataSource jdbc;
  @Inject BrandCalendar calendar;
  @Inject MovableClock clock;

  private UUID member;
  private GraphQLClient operator;
  private Instant noon;

  @BeforeEach
  void aCapOfTwentyFiveADay() {
    member = fixture.member();
    operator = GraphQLClient.ofThisTest().as(fixture.operatorToken());
    saveRule(25);
    noon = calendar.startOf(calendar.today().minusDays(3)).plus(Duration.ofHours(12));
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    saveRule(50);
    fixture.assertReconciled(member);
  }

  @Test
  void each_message_earns_on_the_day_on_which_it_was_written() {
    Answer answer =
        imported(
            "k1",
            message("late", noon.plusSeconds(3)),
            message("a", noon),
            message("b", noon.plusSeconds(1)),
            message("next day", noon.plus(DAY)),
            message("before midnight", endOfDay().minusSeconds(1)),
            message("at midnight", endOfDay()));

    // 10 + 10 + 5 on the first day, nothing for its last one; 10 + 10 on the second.
    assertThat(answer.number("importChatMessages.points")).isEqualTo(45);
    assertThat(fixture.balance(member)).isEqualTo(45);
    assertThat(granted("late")).as("the third of the day").isEqualTo(5);
    assertThat(granted("before midnight")).isZero();
  }

  @Test
  void a_message_earns_once_in_whatever_import_it_comes() {
    Map<String, Object> a = message("a", noon);
    imported("k1", a, a);
    assertThat(fixture.balance(member)).isEqualTo(10);

    assertThat(imported("k1", a, a).number("importChatMessages.points")).isEqualTo(10);
    Answer other = imported("k2", a, message("b", noon));

    assertThat(other.number("importChatMessages.points")).isEqualTo(20);
    assertThat(fixture.balance(member)).isEqualTo(20);
  }

  @Test
  void imports_of_the_same_messages_at_once_earn_once() {
    List<Object> outcomes =
        together(
            16,
            i ->
                () ->
                    Uni.createFrom()
                        .item(
                            () ->
                                send(
                                    "k" + i,
                                    message("a", noon),
                                    message("b", noon),
                                    message("c", noon)))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));

    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(((Answer) outcome).number("importChatMessages.points")).isEqualTo(25));
    assertThat(fixture.balance(member)).isEqualTo(25);
  }

  @Test
  void who_left_is_told_apart_and_the_others_earn() {
    UUID nobody = UUID.randomUUID();

    Answer answer =
        imported(
            "k1",
            Map.of("messageId", "x", "memberId", MEMBER.encode(nobody), "sentAt", noon.toString()),
            message("a", noon));

    assertThat(answer.array("importChatMessages.unknownMemberIds"))
        .containsExactly(MEMBER.encode(nobody));
    assertThat(fixture.balance(member)).isEqualTo(10);
  }

  @Test
  void what_is_too_old_or_not_yet_written_is_refused_and_nothing_earns() {
    for (Instant sentAt :
        List.of(
            clock.instant().plus(Duration.ofMinutes(6)),
            clock.instant().minus(DAY.multipliedBy(32)))) {
      Answer answer = send("k1", message("a", noon), message("b", sentAt));

      assertThat(answer.userErrorCodes("importChatMessages")).containsExactly("INVALID_INPUT");
    }
    assertThat(send("k1").userErrorCodes("importChatMessages")).containsExactly("INVALID_INPUT");
    imported("k1", message("b", noon));
    assertThat(send("k1", message("c", noon)).userErrorCodes("importChatMessages"))
        .containsExactly("IDEMPOTENCY_KEY_REUSED");
    assertThat(fixture.balance(member)).isEqualTo(10);
  }

  @Test
  void a_phone_cannot_import_its_owners_messages() {
    GraphQLClient phone = GraphQLClient.ofThisTest().as(fixture.accessToken(member));

    Answer answer =
        phone.run(
            "importChatMessages",
            Map.of("messages", List.of(message("a", noon)), "idempotencyKey", "k1"));

    assertThat(answer.errorCodes()).containsExactly("FORBIDDEN");
    assertThat(fixture.balance(member)).isZero();
  }

  @Test
  void an_id_that_names_the_writer_stands_in_no_table() {
    String id = "wxid_" + member + ":1";

    imported("k1", message(id, noon));

    assertThat(fixture.balance(member)).isEqualTo(10);
    assertThat(granted(id)).isEqualTo(10);
    for (String table :
        List.of("points_entry", "earn_rule_grant", "audit_entry", "idempotency_record")) {
      assertThat(
              fixture.number(
                  "SELECT count(*) FROM %s t WHERE position($1 IN t::text) > 0".formatted(table),
                  "wxid_" + member))
          .as(table)
          .isZero();
    }
  }

  @Test
  void a_message_that_was_imported_when_ids_were_kept_earns_nothing_again() throws Exception {
    Map<String, Object> message = message("kept", noon);
    await(earnings.earnOn(calendar.dayOf(noon), member, EarnRuleCode.CHAT_MESSAGE, "kept"));
    migrate("/db/migration/V191__hash_chat_message_ids.sql");

    Answer again = imported("k1", message);

    assertThat(again.number("importChatMessages.points")).isEqualTo(10);
    assertThat(fixture.balance(member)).isEqualTo(10);
    assertThat(
            fixture.number(
                "SELECT count(*) FROM points_entry WHERE member_id = $1 AND business_id = 'kept'",
                member))
        .isZero();
    assertThatThrownBy(
            () -> fixture.change("UPDATE points_entry SET kind = 'X' WHERE member_id = $1", member))
        .hasMessageContaining("append-only");
  }

  private void migrate(String file) throws Exception {
    try (InputStream migration = getClass().getResourceAsStream(file);
        Connection connection = jdbc.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
      connection.commit();
    }
  }

  private Instant endOfDay() {
    return calendar.startOf(calendar.today().minusDays(2));
  }

  private Map<String, Object> message(String id, Instant sentAt) {
    return Map.of("messageId", id, "memberId", MEMBER.encode(member), "sentAt", sentAt.toString());
  }

  @SafeVarargs
  private Answer imported(String key, Map<String, Object>... messages) {
    return send(key, messages).expectSuccess("importChatMessages");
  }

  /** Keys are an operator's: each test has a member of its own and uses that for them. */
  @SafeVarargs
  private Answer send(String key, Map<String, Object>... messages) {
    return operator.run(
        "importChatMessages",
        Map.of("messages", List.of(messages), "idempotencyKey", key + member));
  }

  private long granted(String message) {
    return fixture.number(
        "SELECT points FROM earn_rule_grant WHERE member_id = $1"
            + " AND business_id = encode(sha256(convert_to($2, 'UTF8')), 'hex')",
        member,
        message);
  }

  private void saveRule(int capPerDay) {
    operator
        .run(
            "saveEarnRule",
            Map.of(
                "code",
                "CHAT_MESSAGE",
                "points",
                10,
                "capPerDay",
                capPerDay,
                "expiryMonths",
                12,
                "expiryRounding",
                "MONTH_END"))
        .expectSuccess("saveEarnRule");
  }
}
