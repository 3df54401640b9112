package io.siyu.points.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The last lesson of a card, wanted by staff at two instances of the packaged application. */
@Tag("native")
class EntitlementReplicasIT {

  private static final int ATTEMPTS = 32;

  @Test
  void of_thirty_two_uses_of_the_last_unit_one_counts() {
    try (Cluster cluster = Cluster.ofTwo("entitlements")) {
      GraphQLClient anonymous = cluster.instance(0).client();
      GraphQLClient staff =
          anonymous.as(
              anonymous
                  .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                  .text("operatorLogin.accessToken"));
      String entitlement = lastUnit(staff, anonymous.asMember("new:student"));

      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              ATTEMPTS,
              ATTEMPTS,
              (instance, number) ->
                  staff
                      .at(instance.uri())
                      .run(
                          "useEntitlement",
                          Map.of("entitlementId", entitlement, "idempotencyKey", "use-" + number)));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes)
          .allSatisfy(
              outcome -> {
                assertThat(outcome.failure()).isNull();
                assertThat(outcome.result().errorCodes()).isEmpty();
              });
      assertThat(outcomes)
          .filteredOn(outcome -> outcome.result().userErrorCodes("useEntitlement").isEmpty())
          .as("uses that were accepted")
          .hasSize(1);
      assertThat(outcomes)
          .flatExtracting(outcome -> outcome.result().userErrorCodes("useEntitlement"))
          .hasSize(ATTEMPTS - 1)
          .containsOnly("USED_UP");
      UUID id = Rows.uuid(entitlement);
      assertThat(cluster.number("SELECT used FROM entitlement WHERE id = ?", id)).isEqualTo(1);
      assertThat(
              cluster.number("SELECT count(*) FROM entitlement_use WHERE entitlement_id = ?", id))
          .isEqualTo(1);
      assertThat(staff.runWith("pointsReconciliation", Map.of()).at("pointsReconciliation.clean"))
          .isEqualTo(true);
    }
  }

  private static String lastUnit(GraphQLClient staff, GraphQLClient member) {
    Map<String, Object> grant = new HashMap<>();
    grant.put("memberId", member.send("{ viewer { id } }", Map.of()).text("viewer.id"));
    grant.put(
        "templateId",
        staff
            .run(
                "saveEntitlementTemplate",
                Map.of("kind", "LESSON_CARD", "name", "私教课", "total", 1, "idempotencyKey", "terms"))
            .expectSuccess("saveEntitlementTemplate")
            .text("saveEntitlementTemplate.template.id"));
    grant.put("reason", "客服补偿");
    grant.put("idempotencyKey", "grant");
    return staff
        .run("grantEntitlement", grant)
        .expectSuccess("grantEntitlement")
        .text("grantEntitlement.entitlement.id");
  }
}
