package io.siyu.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Everything that can happen to coupons, at the same time, on two instances. */
class CouponRaceIT {

  private static final int ATTEMPTS = 1_200;
  private static final int CLIENTS = 24;
  private static final int COUPONS = 80;
  private static final Map<String, String> PATIENT =
      Map.of("siyu.jobs.enabled", "false", "siyu.coupon.store-code-attempts", "10000");

  @Test
  void of_fifty_orders_at_two_instances_with_one_coupon_there_is_one() {
    try (Cluster cluster = Cluster.ofTwo("coupon-one-order")) {
      CouponShop shop = new CouponShop(cluster, 1);
      UUID coupon = shop.coupons().get(0);

      List<Outcome<Answer>> outcomes =
          Together.run(cluster, 50, 50, (instance, number) -> shop.order(instance.uri(), coupon));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes)
          .filteredOn(outcome -> outcome.result().at("createOrder.order.id") != null)
          .hasSize(1);
      assertThat(outcomes)
          .filteredOn(outcome -> outcome.result().at("createOrder.order.id") == null)
          .allSatisfy(
              outcome ->
                  assertThat(outcome.result().userErrorCodes("createOrder"))
                      .containsExactly("COUPON_NOT_USABLE"));
      assertThat(cluster.number("SELECT count(*) FROM customer_order")).isEqualTo(1);
      assertThat(cluster.number("SELECT count(*) FROM coupon WHERE status = 'HELD'")).isEqualTo(1);
      assertThat(cluster.number("SELECT count(*) FROM coupon_transition WHERE to_status = 'HELD'"))
          .isEqualTo(1);
    }
  }

  @Test
  void claims_holds_uses_returns_expiries_and_revocations_race_and_every_coupon_has_one_story() {
    try (Cluster cluster = Cluster.of("coupon-race", 2, PATIENT)) {
      CouponShop shop = new CouponShop(cluster, COUPONS);

      race(cluster, shop, COUPONS / 2);
      UUID held = shop.coupons().get((COUPONS - 1) / 3 * 3);
      shop.order(cluster.instance(0).uri(), held).expectSuccess("createOrder");
      // A third of them end now, held or not; one for certain while it is held.
      Instant later = Instant.now().plus(4, ChronoUnit.MINUTES);
      cluster.setClock(later);
      shop.cancel(cluster.instance(1).uri(), held).expectSuccess("cancelOrder");
      race(cluster, shop, COUPONS);

      assertOneStoryEach(cluster);
      assertOrdersAgree(cluster);
      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM coupon_template t WHERE issued <> (
                    SELECT count(*) FROM coupon c WHERE c.template_id = t.id)"""))
          .as("offers whose counter disagrees with their copies")
          .isZero();
      assertThat(cluster.number("SELECT max(taken) FROM coupon_member_quota")).isEqualTo(2);
    }
  }

  /** The other coupons stay untouched, so that there are some to expire for certain. */
  private static void race(Cluster cluster, CouponShop shop, int among) {
    List<Outcome<Answer>> outcomes =
        Together.run(
            cluster,
            ATTEMPTS,
            CLIENTS,
            (instance, number) -> shop.anything(instance.uri(), number, among));
    Together.assertServedByBoth(outcomes);
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.failure()).isNull();
              assertThat(outcome.result().errorCodes())
                  .as("%s", outcome.result().body())
                  .isSubsetOf("UNAVAILABLE");
            });
  }

  /** Each step begins where the one before ended, is allowed, and the last one is the state. */
  private static void assertOneStoryEach(Cluster cluster) {
    Set<String> seen = new HashSet<>();
    List<Map<String, Object>> steps =
        cluster.rows(
            """
            SELECT x.coupon_id, x.from_status, x.to_status, c.status,
                   lag(x.to_status) OVER story AS before,
                   lead(x.id) OVER story IS NULL AS last
            FROM coupon_transition x JOIN coupon c ON c.id = x.coupon_id
            WINDOW story AS (PARTITION BY x.coupon_id ORDER BY x.id)""");
    for (Map<String, Object> step : steps) {
      String from = (String) step.get("from_status");
      String to = (String) step.get("to_status");
      assertThat(from).as("%s", step).isEqualTo(step.get("before"));
      if (from != null) {
        assertThat(CouponStatus.valueOf(from).successors()).contains(CouponStatus.valueOf(to));
      }
      if ((Boolean) step.get("last")) {
        assertThat(step.get("status")).as("%s", step).isEqualTo(to);
      }
      seen.add((from == null ? "" : from) + ">" + to);
    }
    assertThat(seen)
        .as("what happened at least once, so that the race was one")
        .contains(
            ">ISSUED",
            "ISSUED>HELD",
            "HELD>USED",
            "HELD>ISSUED",
            "HELD>EXPIRED",
            "USED>ISSUED",
            "ISSUED>EXPIRED",
            "ISSUED>USED",
            "ISSUED>REVOKED");
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM coupon c WHERE NOT EXISTS (
                  SELECT FROM coupon_transition x WHERE x.coupon_id = c.id)"""))
        .isZero();
  }

  /** An order that counts has its coupon, and nobody else has it. */
  private static void assertOrdersAgree(Cluster cluster) {
    Set<Object> withDiscount =
        ids(
            cluster,
            """
            SELECT o.id FROM customer_order o JOIN order_line l ON l.order_id = o.id
            WHERE l.coupon_discount_fen > 0 AND o.status NOT IN ('CANCELLED', 'REFUNDED')""");
    List<Map<String, Object>> taken =
        cluster.rows(
            """
            SELECT order_id AS id FROM coupon
            WHERE status IN ('HELD', 'USED') AND NOT used_in_store""");
    assertThat(taken.stream().map(row -> row.get("id")))
        .containsExactlyInAnyOrderElementsOf(withDiscount);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM coupon c JOIN customer_order o ON o.id = c.order_id
                WHERE (c.status = 'HELD') <> (o.status = 'PENDING_PAYMENT')"""))
        .isZero();
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM coupon c FULL JOIN coupon_store_use u ON u.coupon_id = c.id
                WHERE coalesce(c.used_in_store, false) <> (u.coupon_id IS NOT NULL)"""))
        .as("coupons whose use in a store is not on record, or the other way round")
        .isZero();
    assertThat(
            cluster.number(
                "SELECT count(*) FROM coupon WHERE revoke_on_release AND status = 'ISSUED'"))
        .isZero();
  }

  private static Set<Object> ids(Cluster cluster, String query) {
    return cluster.rows(query).stream().map(row -> row.get("id")).collect(Collectors.toSet());
  }

  static UUID id() {
    return Ids.next();
  }

  static GraphQLClient admin(Cluster cluster) {
    GraphQLClient anonymous = cluster.instance(0).client();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }
}
