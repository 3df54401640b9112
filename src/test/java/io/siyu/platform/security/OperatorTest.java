package io.siyu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperatorTest {

  private static final String LOGIN = "operatorLogin";
  private static final String CREATE = "createOperator";
  private static final String CHANGE = "changePassword";
  private static final String PASSWORD = "a good password";

  @Inject Rows rows;
  @Inject FirstAdmin firstAdmin;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @Test
  void the_first_admin_of_the_configuration_logs_in() {
    Answer answer = login("Admin", "siyu-dev-admin").expectSuccess(LOGIN);

    GraphQLClient admin = anonymous.as(answer.text(LOGIN + ".accessToken"));
    Answer operator = admin.runWith("operator", Map.of());
    assertThat(operator.text("operator.name")).isEqualTo("admin");
    assertThat(operator.array("operator.roles")).isEqualTo(new JsonArray().add("ADMIN"));
    assertThat(rows.count("operator_account WHERE name = 'admin'")).isEqualTo(1);
  }

  @Test
  void another_start_makes_no_other_first_admin() {
    String before = rows.checksum("operator_account", "audit_entry");

    firstAdmin.create(null);

    assertThat(rows.checksum("operator_account", "audit_entry")).isEqualTo(before);
  }

  @Test
  void an_unknown_name_a_wrong_password_and_a_closed_account_are_told_alike() {
    create("closed", List.of("SERVICE"));
    rows.update("UPDATE operator_account SET active = false WHERE name = 'closed'");
    String before = rows.checksum("operator_account", "audit_entry", "session_family");

    Answer unknown = login("nobody of this name", PASSWORD);
    Answer wrong = login("admin", "not the password");
    Answer closed = login("closed", PASSWORD);

    assertThat(unknown.userErrorCodes(LOGIN)).containsExactly("INVALID_CREDENTIALS");
    assertThat(wrong.body()).isEqualTo(unknown.body());
    assertThat(closed.body()).isEqualTo(unknown.body());
    assertThat(rows.checksum("operator_account", "audit_entry", "session_family"))
        .isEqualTo(before);
  }

  @Test
  void an_unknown_name_takes_as_long_as_a_wrong_password() {
    login("warm up", PASSWORD);
    List<Long> unknown = new ArrayList<>();
    List<Long> wrong = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      unknown.add(nanosOfLogin("nobody " + i));
      wrong.add(nanosOfLogin("admin"));
    }

    // Skipping bcrypt would make it ten times faster, not merely somewhat.
    double ratio = (double) shortest(unknown) / shortest(wrong);
    assertThat(ratio).isBetween(0.4, 2.5);
  }

  @Test
  void an_admin_creates_a_colleague_who_has_just_the_roles_given() {
    Answer created = create("Ling", List.of("OPERATOR", "CONTENT", "OPERATOR"));

    assertThat(created.text(CREATE + ".operator.name")).isEqualTo("ling");
    assertThat(created.array(CREATE + ".operator.roles"))
        .isEqualTo(new JsonArray().add("OPERATOR").add("CONTENT"));
    GraphQLClient ling = as("ling", PASSWORD);
    assertThat(ling.runWith("operator", Map.of()).text("operator.id"))
        .isEqualTo(created.text(CREATE + ".operator.id"));
    assertThat(ling.runWith("jobs", Map.of()).errorCodes()).isEmpty();
    assertThat(ling.runWith("auditLog", Map.of()).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(ling.runWith("viewer", Map.of()).errorCodes()).containsExactly("FORBIDDEN");
    String before = rows.checksum("operator_account", "audit_entry");
    assertThat(
            ling.run(CREATE, Map.of("name", "x", "password", PASSWORD, "roles", List.of("ADMIN")))
                .errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(rows.checksum("operator_account", "audit_entry")).isEqualTo(before);
  }

  @Test
  void a_name_is_given_once_however_many_ask_at_once() throws Exception {
    GraphQLClient admin = admin();
    ExecutorService clients = Executors.newFixedThreadPool(8);
    CountDownLatch barrier = new CountDownLatch(1);
    List<Future<Answer>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        answers.add(
            clients.submit(
                () -> {
                  barrier.await();
                  return admin.run(CREATE, input("twin", PASSWORD, List.of("SERVICE")));
                }));
      }
      barrier.countDown();
      List<String> codes = new ArrayList<>();
      for (Future<Answer> answer : answers) {
        codes.addAll(answer.get().userErrorCodes(CREATE));
      }

      assertThat(codes).hasSize(7).containsOnly("NAME_TAKEN");
      assertThat(rows.count("operator_account WHERE name = 'twin'")).isEqualTo(1);
      assertThat(
              rows.count(
                  """
                  audit_entry a JOIN operator_account o ON o.id = a.operator_id
                  WHERE a.action = 'createOperator' AND a.details->'roles' = '["SERVICE"]'
                    AND a.created_at >= (SELECT created_at FROM operator_account
                                         WHERE name = 'twin')"""))
          .isEqualTo(1);
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void an_account_that_breaks_a_rule_is_refused_and_changes_nothing() {
    GraphQLClient admin = admin();
    String before = rows.checksum("operator_account", "audit_entry");

    assertInvalid(admin.run(CREATE, input(" ", PASSWORD, List.of("SERVICE"))), CREATE, "name");
    assertInvalid(
        admin.run(CREATE, input("n".repeat(65), PASSWORD, List.of("SERVICE"))), CREATE, "name");
    assertInvalid(
        admin.run(CREATE, input("short", "nine char", List.of("SERVICE"))), CREATE, "password");
    assertInvalid(
        admin.run(CREATE, input("long", "密".repeat(25), List.of("SERVICE"))), CREATE, "password");
    assertInvalid(admin.run(CREATE, input("none", PASSWORD, List.of())), CREATE, "roles");
    assertThat(admin.run(CREATE, input("x", PASSWORD, List.of("MEMBER"))).errorCodes())
        .containsExactly("BAD_INPUT");

    assertThat(rows.checksum("operator_account", "audit_entry")).isEqualTo(before);
  }

  @Test
  void a_changed_password_ends_the_other_sessions_and_keeps_this_one() {
    create("changer", List.of("SERVICE"));
    Answer desk = login("changer", PASSWORD);
    Answer home = login("changer", PASSWORD);

    Answer changed =
        anonymous
            .as(desk.text(LOGIN + ".accessToken"))
            .run(CHANGE, Map.of("currentPassword", PASSWORD, "newPassword", "another password"));

    changed.expectSuccess(CHANGE);
    assertThat(login("changer", PASSWORD).userErrorCodes(LOGIN))
        .containsExactly("INVALID_CREDENTIALS");
    login("changer", "another password").expectSuccess(LOGIN);
    assertThat(refresh(home).errorCodes()).containsExactly("UNAUTHENTICATED");
    refresh(desk).expectSuccess("refreshSession");
  }

  @Test
  void a_password_change_is_refused_for_a_wrong_or_unfit_password() {
    create("clumsy", List.of("SERVICE"));
    GraphQLClient clumsy = as("clumsy", PASSWORD);
    String before = rows.checksum("operator_account", "audit_entry", "session_family");

    assertThat(
            clumsy
                .run(CHANGE, Map.of("currentPassword", "wrong", "newPassword", "long enough too"))
                .userErrorCodes(CHANGE))
        .containsExactly("WRONG_PASSWORD");
    assertInvalid(
        clumsy.run(CHANGE, Map.of("currentPassword", PASSWORD, "newPassword", "short")),
        CHANGE,
        "newPassword");
    assertInvalid(
        clumsy.run(CHANGE, Map.of("currentPassword", PASSWORD, "newPassword", PASSWORD)),
        CHANGE,
        "newPassword");

    assertThat(rows.checksum("operator_account", "audit_entry", "session_family"))
        .isEqualTo(before);
  }

  @Test
  void an_operators_refresh_brings_the_roles_of_by_now_and_nothing_to_a_closed_account() {
    create("moved", List.of("OPERATOR"));
    Answer login = login("moved", PASSWORD);
    rows.update("UPDATE operator_account SET roles = '{CONTENT}' WHERE name = 'moved'");

    Answer refreshed = refresh(login).expectSuccess("refreshSession");
    GraphQLClient moved = anonymous.as(refreshed.text("refreshSession.accessToken"));
    assertThat(moved.runWith("operator", Map.of()).errorCodes()).isEmpty();
    assertThat(moved.runWith("jobs", Map.of()).errorCodes()).containsExactly("FORBIDDEN");

    rows.update("UPDATE operator_account SET active = false WHERE name = 'moved'");
    assertThat(refresh(login).errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(moved.runWith("operator", Map.of()).errorCodes()).containsExactly("UNAUTHENTICATED");
  }

  private long nanosOfLogin(String name) {
    long start = System.nanoTime();
    login(name, "not the password");
    return System.nanoTime() - start;
  }

  /** The one that the load of the machine added least to. */
  private static long shortest(List<Long> values) {
    return values.stream().min(Long::compare).orElseThrow();
  }

  private Answer login(String name, String password) {
    return anonymous.run(LOGIN, Map.of("name", name, "password", password));
  }

  private GraphQLClient as(String name, String password) {
    return anonymous.as(login(name, password).expectSuccess(LOGIN).text(LOGIN + ".accessToken"));
  }

  private GraphQLClient admin() {
    return as("admin", "siyu-dev-admin");
  }

  private Answer create(String name, List<String> roles) {
    return admin().run(CREATE, input(name, PASSWORD, roles)).expectSuccess(CREATE);
  }

  private static Map<String, Object> input(String name, String password, List<String> roles) {
    return Map.of("name", name, "password", password, "roles", roles);
  }

  private Answer refresh(Answer login) {
    return anonymous.run(
        "refreshSession", Map.of("refreshToken", login.text(LOGIN + ".refreshToken")));
  }

  private static void assertInvalid(Answer answer, String mutation, String field) {
    assertThat(answer.userErrorCodes(mutation)).containsExactly("INVALID_INPUT");
    assertThat(answer.array(mutation + ".userErrors.0.field"))
        .isEqualTo(new JsonArray().add("input").add(field));
  }
}
