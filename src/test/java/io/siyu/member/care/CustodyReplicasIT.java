package io.siyu.member.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A colleague leaves while two instances of the packaged application go on assigning. */
class CustodyReplicasIT {

  private static final int ATTEMPTS = 48;

  @Test
  @Tag("native")
  void nobody_is_left_with_a_colleague_who_leaves_at_this_moment() {
    try (Cluster cluster = Cluster.ofTwo("custody")) {
      GraphQLClient admin = admin(cluster);
      String leaving = colleague(admin, "leaving");
      String successor = colleague(admin, "successor");
      List<String> members = members(cluster, ATTEMPTS);

      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              ATTEMPTS,
              ATTEMPTS,
              (instance, number) ->
                  number == ATTEMPTS / 2
                      ? transfer(admin.at(instance.uri()), leaving, successor)
                      : assign(admin.at(instance.uri()), leaving, members.get(number)));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes)
          .allSatisfy(
              outcome -> {
                assertThat(outcome.failure()).isNull();
                assertThat(outcome.result().errorCodes()).isEmpty();
              });
      long refused =
          outcomes.stream()
              .flatMap(it -> it.result().userErrorCodes("assignCustodian").stream())
              .peek(code -> assertThat(code).isEqualTo("OPERATOR_UNAVAILABLE"))
              .count();
      assertThat(inCustody(cluster, leaving)).as("members left behind").isZero();
      assertThat(inCustody(cluster, successor)).isEqualTo(ATTEMPTS - 1 - refused);
    }
  }

  @Test
  void a_transfer_that_is_killed_before_its_end_has_moved_nothing_and_can_be_repeated() {
    try (Cluster cluster = Cluster.ofTwo("custody-killed")) {
      GraphQLClient admin = admin(cluster);
      String leaving = colleague(admin, "leaving");
      String successor = colleague(admin, "successor");
      for (String member : members(cluster, 3)) {
        assign(admin, leaving, member).expectSuccess("assignCustodian");
      }
      cluster.instance(1).arm("custody.beforeCommit", 0);

      Together.run(
          cluster,
          2,
          2,
          (instance, number) ->
              number == 1 ? transfer(admin.at(instance.uri()), leaving, successor) : null);
      cluster.instance(1).awaitCrash();

      assertThat(inCustody(cluster, leaving)).isEqualTo(3);
      assertThat(cluster.number("SELECT count(*) FROM custody_transfer")).isZero();
      Answer again = transfer(admin, leaving, successor).expectSuccess("transferCustody");
      assertThat(again.number("transferCustody.moved.0.count")).isEqualTo(3);
      assertThat(inCustody(cluster, successor)).isEqualTo(3);
    }
  }

  private static GraphQLClient admin(Cluster cluster) {
    GraphQLClient anonymous = cluster.instance(0).client();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  private static String colleague(GraphQLClient admin, String name) {
    return admin
        .run(
            "createOperator",
            Map.of("name", name, "password", "a good password", "roles", List.of("SERVICE")))
        .expectSuccess("createOperator")
        .text("createOperator.operator.id");
  }

  private static List<String> members(Cluster cluster, int number) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      UUID id = Ids.next();
      cluster.execute("INSERT INTO member (id, openid) VALUES (?, ?)", id, "custody-" + id);
      members.add(Custodians.MEMBER.encode(id));
    }
    return members;
  }

  private static Answer assign(GraphQLClient admin, String operator, String member) {
    Map<String, Object> input = new HashMap<>();
    input.put("memberIds", List.of(member));
    input.put("operatorId", operator);
    input.put("idempotencyKey", Ids.next().toString());
    return admin.run("assignCustodian", input);
  }

  private static Answer transfer(GraphQLClient admin, String from, String to) {
    return admin.run(
        "transferCustody",
        Map.of("fromOperatorId", from, "toOperatorId", to, "idempotencyKey", "leaves"));
  }

  private static long inCustody(Cluster cluster, String operator) {
    return cluster.number(
        "SELECT count(*) FROM member_custody WHERE operator_id = ?", Rows.uuid(operator));
  }
}
