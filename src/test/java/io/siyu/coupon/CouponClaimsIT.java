package io.siyu.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A limited coupon, wanted by many at two instances of the packaged application. */
@Tag("native")
class CouponClaimsIT {

  private static final int MEMBERS = 500;
  private static final int ATTEMPTS = 1000;
  private static final int QUOTA = 100;
  private static final int CLIENTS = 100;

  @Test
  void of_a_thousand_claims_at_two_instances_exactly_the_quota_is_issued_and_nobody_has_two() {
    try (Cluster cluster = Cluster.ofTwo("coupon-claims")) {
      UUID offer = offer(cluster);
      List<GraphQLClient> members = logIn(cluster);

      // Both attempts of a member are neighbours, so they meet at different instances.
      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              ATTEMPTS,
              CLIENTS,
              (instance, number) ->
                  claim(members.get(number / 2).at(instance.uri()), offer, "try-" + number % 2));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes)
          .as("every attempt was answered, and none by a failure")
          .hasSize(ATTEMPTS)
          .allSatisfy(
              outcome -> {
                assertThat(outcome.failure()).isNull();
                assertThat(outcome.result().errorCodes()).isEmpty();
              });
      assertThat(outcomes).filteredOn(outcome -> claimed(outcome.result())).hasSize(QUOTA);
      assertThat(outcomes)
          .filteredOn(outcome -> !claimed(outcome.result()))
          .allSatisfy(
              outcome ->
                  assertThat(outcome.result().userErrorCodes("claimCoupon"))
                      .containsAnyOf("SOLD_OUT", "LIMIT_REACHED")
                      .hasSize(1));
      assertIssued(cluster, offer);
    }
  }

  private static void assertIssued(Cluster cluster, UUID offer) {
    assertThat(cluster.number("SELECT count(*) FROM coupon WHERE template_id = ?", offer))
        .as("copies")
        .isEqualTo(QUOTA);
    assertThat(cluster.number("SELECT issued FROM coupon_template WHERE id = ?", offer))
        .as("copies as the template counts them")
        .isEqualTo(QUOTA);
    assertThat(
            cluster.number(
                "SELECT count(DISTINCT member_id) FROM coupon WHERE template_id = ?", offer))
        .as("members who have one")
        .isEqualTo(QUOTA);
    assertThat(
            cluster.number(
                "SELECT sum(taken) FROM coupon_member_quota WHERE template_id = ?", offer))
        .as("copies as the members' counters have them")
        .isEqualTo(QUOTA);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM idempotency_record WHERE mutation = 'claimCoupon'"))
        .as("records of success; a refusal stores nothing")
        .isEqualTo(QUOTA);
  }

  private static UUID offer(Cluster cluster) {
    UUID id = Ids.next();
    cluster.execute(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES (?, '5 元券', 'NO_THRESHOLD', 500, ?, 1, '{PUBLIC}', now() - interval '1 hour', 7)""",
        id,
        QUOTA);
    return id;
  }

  private static List<GraphQLClient> logIn(Cluster cluster) {
    return Together.run(
            cluster,
            MEMBERS,
            8,
            (instance, number) -> instance.client().asMember("new:claimer-" + number))
        .stream()
        .map(
            outcome -> {
              assertThat(outcome.failure()).isNull();
              return outcome.result();
            })
        .toList();
  }

  private static Answer claim(GraphQLClient member, UUID offer, String key) {
    return member.run(
        "claimCoupon",
        Map.of("templateId", ClaimableCouponView.ID.encode(offer), "idempotencyKey", key));
  }

  private static boolean claimed(Answer answer) {
    return answer.at("claimCoupon.coupon") != null;
  }
}
