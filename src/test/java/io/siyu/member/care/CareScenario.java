package io.siyu.member.care;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** An administrator, and as many members, colleagues and communities as a test asks for. */
abstract class CareScenario {

  static final String PASSWORD = "a good password";

  @Inject Rows rows;

  final GraphQLClient anonymous = GraphQLClient.ofThisTest();
  GraphQLClient admin;

  @BeforeEach
  void logIn() {
    admin = login("admin", "siyu-dev-admin");
  }

  GraphQLClient login(String name, String password) {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", name, "password", password))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  /**
   * @param name unique
   */
  String colleague(String name, String... roles) {
    return admin
        .run("createOperator", Map.of("name", name, "password", PASSWORD, "roles", List.of(roles)))
        .expectSuccess("createOperator")
        .text("createOperator.operator.id");
  }

  String colleague() {
    return colleague("care-" + Ids.next(), "SERVICE");
  }

  String member() {
    UUID id = Ids.next();
    rows.update("INSERT INTO member (id, openid) VALUES ($1, $2)", id, "care-test-" + id);
    return Custodians.MEMBER.encode(id);
  }

  UUID community() {
    UUID id = Ids.next();
    rows.update("INSERT INTO community (id, kind, name) VALUES ($1, 'REFINED', '水果群')", id);
    return id;
  }

  Answer assign(String operator, String... members) {
    Map<String, Object> input = input("memberIds", List.of(members));
    input.put("operatorId", operator);
    return admin.run("assignCustodian", input);
  }

  Answer transfer(String from, String to) {
    return transfer(from, to, Ids.next().toString());
  }

  Answer transfer(String from, String to, String key) {
    return admin.run(
        "transferCustody",
        Map.of("fromOperatorId", from, "toOperatorId", to, "idempotencyKey", key));
  }

  Answer note(GraphQLClient author, String member, String text) {
    Map<String, Object> input = input("memberId", member);
    input.put("text", text);
    return author.run("addMemberNote", input);
  }

  Answer intent(String member, String need, String intent, String reason) {
    Map<String, Object> input = input("memberId", member);
    input.put("need", need);
    input.put("intent", intent);
    input.put("reason", reason);
    return admin.run("setMemberIntent", input);
  }

  Answer seen(String member) {
    return admin.runWith("memberCare", Map.of("id", member));
  }

  long inCustodyOf(String operator) {
    return rows.count("member_custody WHERE operator_id = $1", Rows.uuid(operator));
  }

  static Map<String, Object> input(String name, Object value) {
    Map<String, Object> input = new HashMap<>();
    input.put("idempotencyKey", Ids.next().toString());
    input.put(name, value);
    return input;
  }
}
