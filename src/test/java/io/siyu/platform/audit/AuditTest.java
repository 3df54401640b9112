package io.siyu.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest {

  @Inject Rows rows;
  @Inject Audit audit;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @Test
  void entries_are_read_newest_first_page_by_page_without_gap_or_repeat() {
    String name = "audited-" + Ids.next();
    String id = createOperator(name);
    UUID operator = Rows.uuid(id);
    for (int i = 1; i <= 5; i++) {
      JsonObject details = new JsonObject().put("number", i);
      rows.inTransaction(() -> audit.record(operator, "probe", id, details));
    }

    List<Integer> numbers = new ArrayList<>();
    String after = null;
    boolean more = true;
    while (more) {
      Answer page = page(id, 2, after);
      for (Object node : page.array("auditLog.nodes")) {
        JsonObject entry = (JsonObject) node;
        assertThat(entry.getString("operatorName")).isEqualTo(name);
        assertThat(entry.getString("operatorId")).isEqualTo(id);
        assertThat(entry.getString("subject")).isEqualTo(id);
        numbers.add(new JsonObject(entry.getString("details")).getInteger("number"));
      }
      after = page.text("auditLog.pageInfo.endCursor");
      more = Boolean.TRUE.equals(page.at("auditLog.pageInfo.hasNextPage"));
    }

    assertThat(numbers).containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void everybodys_entries_are_read_without_a_filter() {
    String id = createOperator("audited-" + Ids.next());

    Answer page = admin().runWith("auditLog", Map.of("first", 1));

    assertThat(page.text("auditLog.nodes.0.action")).isEqualTo("operatorLogin");
    Answer before = admin().runWith("auditLog", Map.of("first", 50));
    assertThat(
            before.array("auditLog.nodes").stream()
                .map(node -> ((JsonObject) node).getString("subject")))
        .contains(id);
  }

  @Test
  void a_wrong_page_size_cursor_or_id_is_bad_input() {
    GraphQLClient admin = admin();

    for (Map<String, ?> variables :
        List.of(
            Map.of("first", 0),
            Map.of("first", 51),
            Map.of("after", "nonsense"),
            Map.of("operatorId", "member_AZAAAAAAcACAAAAAAAAAAQ"))) {
      assertThat(admin.runWith("auditLog", variables).errorCodes()).containsExactly("BAD_INPUT");
    }
  }

  private Answer page(String operator, int first, String after) {
    JsonObject variables =
        new JsonObject().put("operatorId", operator).put("first", first).put("after", after);
    return admin().runWith("auditLog", variables.getMap());
  }

  private GraphQLClient admin() {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  private String createOperator(String name) {
    return admin()
        .run(
            "createOperator",
            Map.of("name", name, "password", "a good password", "roles", List.of("SERVICE")))
        .expectSuccess("createOperator")
        .text("createOperator.operator.id");
  }
}
