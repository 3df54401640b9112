package io.siyu.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Codes on two instances: made while one is killed, and redeemed by many at once. */
class CouponCodeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int CODES = 20_000;
  private static final int MEMBERS = 20;
  private static final int ATTEMPTS = 400;

  @Test
  void a_batch_whose_instance_is_killed_is_finished_by_the_other_with_the_exact_count() {
    try (Cluster cluster = Cluster.ofTwo("coupon-codes-killed")) {
      UUID template = template(cluster);
      // Four of ten steps are done, the fifth is lost uncommitted.
      cluster
          .instances()
          .forEach(instance -> instance.arm("job.beforeCommit." + CouponCodeJob.NAME, 5));
      UUID batch = batch(cluster, template, CODES);

      await("an instance is killed")
          .atMost(PATIENCE)
          .until(() -> cluster.instances().stream().anyMatch(instance -> !instance.isAlive()));
      cluster.startAnother();
      await("all codes are there")
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.number("SELECT generated FROM coupon_code_batch WHERE id = ?", batch)
                      == CODES);

      assertThat(
              cluster.number(
                  """
                  SELECT count(DISTINCT code) FROM coupon_code
                  WHERE batch_id = ? AND number BETWEEN 1 AND 20000""",
                  batch))
          .isEqualTo(CODES);
      assertThat(cluster.number("SELECT count(*) FROM coupon_code")).isEqualTo(CODES);
    }
  }

  @Test
  void of_four_hundred_attempts_at_two_instances_each_of_ten_codes_is_redeemed_once() {
    Map<String, String> patient =
        Map.of(
            "siyu.coupon.code-attempts", "10000", "siyu.coupon.code-attempts-per-address", "10000");
    try (Cluster cluster = Cluster.of("coupon-codes", 2, patient)) {
      UUID template = template(cluster);
      UUID batch = batch(cluster, template, 10);
      await("the codes are there")
          .atMost(PATIENCE)
          .until(() -> cluster.number("SELECT count(*) FROM coupon_code") == 10);
      List<String> codes =
          cluster.rows("SELECT code FROM coupon_code ORDER BY number").stream()
              .map(row -> (String) row.get("code"))
              .toList();
      List<GraphQLClient> members =
          Together.run(
                  cluster,
                  MEMBERS,
                  8,
                  (instance, number) -> instance.client().asMember("new:redeemer-" + number))
              .stream()
              .map(Outcome::result)
              .toList();

      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              ATTEMPTS,
              50,
              (instance, number) ->
                  members
                      .get(number / 2 % MEMBERS)
                      .at(instance.uri())
                      .run(
                          "redeemCouponCode",
                          Map.of(
                              "code", codes.get(number / 40), "idempotencyKey", "try-" + number)));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes)
          .allSatisfy(outcome -> assertThat(outcome.result().errorCodes()).isEmpty());
      assertThat(outcomes)
          .filteredOn(outcome -> outcome.result().at("redeemCouponCode.coupon") != null)
          .hasSize(10);
      assertThat(cluster.number("SELECT count(*) FROM coupon WHERE template_id = ?", template))
          .isEqualTo(10);
      assertThat(cluster.number("SELECT redeemed FROM coupon_code_batch WHERE id = ?", batch))
          .isEqualTo(10);
      assertThat(
              cluster.number(
                  "SELECT count(DISTINCT coupon_id) FROM coupon_code WHERE batch_id = ?", batch))
          .isEqualTo(10);
    }
  }

  private static UUID template(Cluster cluster) {
    UUID id = Ids.next();
    cluster.execute(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES (?, '5 元券', 'NO_THRESHOLD', 500, 100000, 100, '{CODE}', now() - interval '1 hour', 7)""",
        id);
    return id;
  }

  private static UUID batch(Cluster cluster, UUID template, int count) {
    Answer login =
        cluster
            .instance(0)
            .client()
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin");
    Answer made =
        cluster
            .instance(0)
            .client()
            .as(login.text("operatorLogin.accessToken"))
            .run(
                "generateCouponCodes",
                Map.of(
                    "templateId",
                    ClaimableCouponView.ID.encode(template),
                    "name",
                    "传单",
                    "count",
                    count,
                    "idempotencyKey",
                    "codes"))
            .expectSuccess("generateCouponCodes");
    return CouponCodeBatch.ID.decode(made.text("generateCouponCodes.batch.id"));
  }
}
