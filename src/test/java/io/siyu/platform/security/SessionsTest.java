package io.siyu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsTest {

  private static final String LOGIN = "loginWithWeChat";
  private static final String REFRESH = "refreshSession";
  private static final int CLIENTS = 16;

  @Inject Rows rows;
  @Inject Sessions sessions;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @Test
  void a_refresh_rotates_the_token_and_the_new_access_token_works() {
    String first = login("session-rotates");

    Answer answer = refresh(first).expectSuccess(REFRESH);

    assertThat(token(answer)).isNotEqualTo(first);
    GraphQLClient member = anonymous.as(answer.text(REFRESH + ".accessToken"));
    assertThat(member.runWith("viewer", Map.of()).text("viewer.id")).startsWith("member_");
    refresh(token(answer)).expectSuccess(REFRESH);
  }

  @Test
  void the_immediate_predecessor_is_accepted_again_for_a_minute() {
    String first = login("session-grace");
    String second = token(refresh(first));

    // The answer with the second token got lost: the phone still has the first.
    String sibling = token(refresh(first).expectSuccess(REFRESH));

    refresh(sibling).expectSuccess(REFRESH);
    refresh(second).expectSuccess(REFRESH);
  }

  @Test
  void after_a_minute_the_predecessor_is_a_stolen_token_and_ends_the_session() {
    String first = login("session-late");
    String second = token(refresh(first));
    age("session-late", "rotated_at = rotated_at - interval '61 seconds'");

    assertRefused(refresh(first));

    assertRefused(refresh(second));
    assertThat(revokeCause("session-late")).isEqualTo("REFRESH_TOKEN_REUSED");
  }

  @Test
  void a_token_older_than_the_predecessor_ends_the_session_at_once() {
    String first = login("session-stolen");
    String second = token(refresh(first));
    String third = token(refresh(second));

    assertRefused(refresh(first));

    assertRefused(refresh(second));
    assertRefused(refresh(third));
    assertThat(revokeCause("session-stolen")).isEqualTo("REFRESH_TOKEN_REUSED");
  }

  @Test
  void sixteen_refreshes_of_one_token_at_once_rotate_once_and_all_succeed() {
    String token = login("session-crowd");
    for (int round = 2; round <= 11; round++) {
      String contended = token;
      List<Uni<SessionTokens>> refreshes =
          Stream.generate(() -> sessions.refresh(contended)).limit(CLIENTS).toList();

      List<SessionTokens> answers =
          Rows.await(Uni.join().all(refreshes).usingConcurrencyOf(CLIENTS).andFailFast());

      assertThat(answers.stream().map(SessionTokens::refreshToken).distinct()).hasSize(CLIENTS);
      assertThat(generation("session-crowd")).isEqualTo(round);
      token = answers.get(round).refreshToken();
    }
    refresh(token).expectSuccess(REFRESH);
  }

  @Test
  void a_session_that_was_not_refreshed_for_its_lifetime_has_ended() {
    String token = login("session-expired");
    age("session-expired", "expires_at = now() - interval '1 second'");

    assertRefused(refresh(token));

    assertThat(generation("session-expired")).isEqualTo(1);
  }

  @Test
  void garbage_is_refused_and_changes_nothing() {
    String before = rows.checksum("session_family");

    for (String garbage :
        List.of("", "x", "a".repeat(43), "a".repeat(5000), "🍊\u0000", "' OR 1=1")) {
      assertRefused(refresh(garbage));
    }

    assertThat(rows.checksum("session_family")).isEqualTo(before);
  }

  @Test
  void logout_ends_this_session_and_everywhere_ends_all() {
    Answer phone = anonymous.run(LOGIN, Map.of("code", "new:session-logout"));
    Answer tablet = anonymous.run(LOGIN, Map.of("code", "new:session-logout"));
    Answer watch = anonymous.run(LOGIN, Map.of("code", "new:session-logout"));

    anonymous
        .as(phone.text(LOGIN + ".accessToken"))
        .run("logout", Map.of())
        .expectSuccess("logout");

    assertRefused(refresh(phone.text(LOGIN + ".refreshToken")));
    String tabletToken =
        token(refresh(tablet.text(LOGIN + ".refreshToken")).expectSuccess(REFRESH));

    anonymous
        .as(watch.text(LOGIN + ".accessToken"))
        .run("logout", Map.of("everywhere", true))
        .expectSuccess("logout");

    assertRefused(refresh(tabletToken));
    assertRefused(refresh(watch.text(LOGIN + ".refreshToken")));
  }

  @Test
  void logout_needs_somebody_who_is_logged_in() {
    assertThat(anonymous.run("logout", Map.of()).errorCodes()).containsExactly("UNAUTHENTICATED");
  }

  @Test
  void a_session_refreshed_for_years_remembers_a_bounded_number_of_tokens() {
    String token = login("session-years");
    UUID family = family("session-years");
    rows.update(
        """
        INSERT INTO refresh_token (token_hash, family_id, generation)
        SELECT sha256(convert_to(f.id::text || n, 'UTF8')), f.id, n
        FROM session_family f, generate_series(2, 1998) n WHERE f.id = $1""",
        family);
    rows.update(
        "UPDATE refresh_token SET generation = 1999 WHERE family_id = $1 AND generation = 1",
        family);
    age("session-years", "generation = 1999");

    refresh(token).expectSuccess(REFRESH);

    assertThat(rows.count("refresh_token WHERE family_id = $1", family)).isEqualTo(1001);
  }

  @Test
  void only_hashes_of_tokens_are_stored() {
    String token = login("session-hash");

    assertThat(
            rows.count(
                "refresh_token WHERE position(convert_to($1, 'UTF8') IN token_hash) > 0", token))
        .isZero();
    assertThat(rows.count("refresh_token WHERE token_hash = sha256(convert_to($1, 'UTF8'))", token))
        .isEqualTo(1);
  }

  private String login(String name) {
    return anonymous
        .run(LOGIN, Map.of("code", "new:" + name))
        .expectSuccess(LOGIN)
        .text(LOGIN + ".refreshToken");
  }

  private Answer refresh(String token) {
    return anonymous.run(REFRESH, Map.of("refreshToken", token));
  }

  private static String token(Answer refreshed) {
    return refreshed.text(REFRESH + ".refreshToken");
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(answer.at(REFRESH)).isNull();
  }

  private UUID family(String name) {
    return rows.first(
        """
        SELECT f.id FROM session_family f JOIN member m ON m.id = f.subject_id
        WHERE m.openid = $1""",
        row -> row.uuid("id"),
        "sandbox-" + name);
  }

  private void age(String name, String change) {
    rows.update("UPDATE session_family SET " + change + " WHERE id = $1", family(name));
  }

  private long generation(String name) {
    return rows.number("SELECT generation::bigint FROM session_family WHERE id = $1", family(name));
  }

  private String revokeCause(String name) {
    return rows.text("SELECT revoke_cause FROM session_family WHERE id = $1", family(name));
  }
}
