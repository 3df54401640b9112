package io.siyu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.CapturedLog;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passwords and tokens are in no log line, not even the finest, in no error and in no audit. */
@QuarkusTest
class SecretsTest {

  private static final String PASSWORD = "first secret of an operator";
  private static final String NEXT_PASSWORD = "second secret of an operator";
  private static final String WRONG_PASSWORD = "guessed secret of nobody";

  @Inject Rows rows;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();
  private final List<String> secrets =
      new ArrayList<>(List.of(PASSWORD, NEXT_PASSWORD, WRONG_PASSWORD));
  private final List<String> refusals = new ArrayList<>();

  @Test
  void passwords_and_tokens_are_told_to_nobody_but_their_owner() {
    List<String> lines;
    try (CapturedLog log = new CapturedLog()) {
      operatorsDay();
      membersDay();
      lines = log.lines();
    }

    assertThat(lines).isNotEmpty();
    for (String secret : secrets) {
      assertThat(lines).noneMatch(line -> line.contains(secret));
      assertThat(refusals).noneMatch(answer -> answer.contains(secret));
      assertThat(rows.count("audit_entry a WHERE position($1 IN a::text) > 0", secret)).isZero();
    }
    assertThat(rows.count("audit_entry a WHERE a::text LIKE '%$2%$%'")).as("hashes").isZero();
  }

  @Test
  void records_that_carry_secrets_do_not_print_them() {
    assertThat(new OperatorLoginInput("ling", PASSWORD).toString()).doesNotContain(PASSWORD);
    assertThat(new ChangePasswordInput(PASSWORD, NEXT_PASSWORD).toString())
        .doesNotContain(PASSWORD)
        .doesNotContain(NEXT_PASSWORD);
    assertThat(new CreateOperatorInput("ling", PASSWORD, List.of()).toString())
        .doesNotContain(PASSWORD);
    assertThat(new RefreshSessionInput("token").toString()).doesNotContain("token");
    assertThat(new SessionTokens("access", "refresh", null).toString())
        .doesNotContain("access")
        .doesNotContain("refresh");
  }

  private void operatorsDay() {
    String name = "discreet-" + Ids.next();
    GraphQLClient admin = login("admin", "siyu-dev-admin");
    admin
        .run(
            "createOperator", Map.of("name", name, "password", PASSWORD, "roles", List.of("ADMIN")))
        .expectSuccess("createOperator");
    refused(
        admin.run(
            "createOperator",
            Map.of("name", name, "password", PASSWORD, "roles", List.of("ADMIN"))));
    refused(anonymous.run("operatorLogin", Map.of("name", name, "password", WRONG_PASSWORD)));
    GraphQLClient operator = login(name, PASSWORD);
    refused(
        operator.run(
            "changePassword",
            Map.of("currentPassword", WRONG_PASSWORD, "newPassword", NEXT_PASSWORD)));
    operator
        .run("changePassword", Map.of("currentPassword", PASSWORD, "newPassword", NEXT_PASSWORD))
        .expectSuccess("changePassword");
    operator.run("logout", Map.of()).expectSuccess("logout");
  }

  private void membersDay() {
    Answer login =
        anonymous
            .run("loginWithWeChat", Map.of("code", "new:secrets"))
            .expectSuccess("loginWithWeChat");
    remember(login, "loginWithWeChat");
    Answer refreshed = refresh(login.text("loginWithWeChat.refreshToken"));
    remember(refreshed, "refreshSession");
    Answer again = refresh(refreshed.text("refreshSession.refreshToken"));
    remember(again, "refreshSession");
    refused(refresh(login.text("loginWithWeChat.refreshToken")));
    refused(refresh(again.text("refreshSession.refreshToken")));
    String forged = login.text("loginWithWeChat.accessToken") + "x";
    refused(anonymous.as(forged).runWith("viewer", Map.of()));
  }

  private GraphQLClient login(String name, String password) {
    Answer answer =
        anonymous
            .run("operatorLogin", Map.of("name", name, "password", password))
            .expectSuccess("operatorLogin");
    remember(answer, "operatorLogin");
    return anonymous.as(answer.text("operatorLogin.accessToken"));
  }

  private Answer refresh(String token) {
    return anonymous.run("refreshSession", Map.of("refreshToken", token));
  }

  private void remember(Answer answer, String mutation) {
    secrets.add(answer.text(mutation + ".accessToken"));
    secrets.add(answer.text(mutation + ".refreshToken"));
  }

  private void refused(Answer answer) {
    refusals.add(answer.body().encode());
  }
}
