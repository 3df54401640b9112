package io.siyu.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.platform.database.Ids;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Coupons given to a segment and taken back, on two instances, one of which dies in the middle. */
class CouponGrantIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int MEMBERS = CouponGrantJob.STEP * 4 + 10;

  @Test
  void a_grant_and_its_revocation_whose_instances_are_killed_leave_nobody_out_and_nobody_twice() {
    try (Cluster cluster = Cluster.ofTwo("coupon-grant-killed")) {
      UUID segment = segment(cluster);
      UUID template = template(cluster);
      // Two of five steps are done, the third is lost uncommitted.
      arm(cluster, CouponGrantJob.NAME);
      String batch = grant(cluster, template, segment);
      awaitDeathAfter(cluster, 0);
      cluster.startAnother();
      await("everybody has one")
          .atMost(PATIENCE)
          .until(() -> count(cluster, "coupon_grant_batch", "state = 'DONE'") == 1);

      assertThat(cluster.number("SELECT granted FROM coupon_grant_batch")).isEqualTo(MEMBERS);
      assertThat(count(cluster, "coupon", "status = 'ISSUED'")).isEqualTo(MEMBERS);
      assertThat(cluster.number("SELECT count(DISTINCT member_id) FROM coupon")).isEqualTo(MEMBERS);
      assertThat(cluster.number("SELECT issued FROM coupon_template WHERE id = ?", template))
          .isEqualTo(MEMBERS);
      assertThat(cluster.number("SELECT sum(taken) FROM coupon_member_quota")).isEqualTo(MEMBERS);

      // The one that was armed as well may have died, too.
      long dead = dead(cluster);
      arm(cluster, CouponRevocationJob.NAME);
      revoke(cluster, batch);
      awaitDeathAfter(cluster, dead);
      cluster.startAnother();
      await("all are taken back")
          .atMost(PATIENCE)
          .until(() -> count(cluster, "coupon_revocation", "finished_at IS NOT NULL") == 1);

      assertThat(cluster.number("SELECT revoked FROM coupon_revocation")).isEqualTo(MEMBERS);
      assertThat(count(cluster, "coupon", "status = 'REVOKED'")).isEqualTo(MEMBERS);
      assertThat(count(cluster, "coupon_transition", "to_status = 'REVOKED'")).isEqualTo(MEMBERS);
    }
  }

  private static void arm(Cluster cluster, String job) {
    cluster.instances().stream()
        .filter(instance -> instance.isAlive())
        .forEach(instance -> instance.arm("job.beforeCommit." + job, 3));
  }

  private static void awaitDeathAfter(Cluster cluster, long before) {
    await("an instance is killed").atMost(PATIENCE).until(() -> dead(cluster) > before);
  }

  private static long dead(Cluster cluster) {
    return cluster.instances().stream().filter(instance -> !instance.isAlive()).count();
  }

  private static String grant(Cluster cluster, UUID template, UUID segment) {
    return admin(cluster)
        .run(
            "grantCoupons",
            Map.of(
                "templateId", ClaimableCouponView.ID.encode(template),
                "segmentId", GrantCouponsInput.SEGMENT.encode(segment),
                "idempotencyKey", "grant"))
        .expectSuccess("grantCoupons")
        .text("grantCoupons.batch.id");
  }

  private static void revoke(Cluster cluster, String batch) {
    admin(cluster)
        .run(
            "revokeCoupon",
            Map.of("grantBatchId", batch, "reason", "发错了", "idempotencyKey", "revoke"))
        .expectSuccess("revokeCoupon");
  }

  private static GraphQLClient admin(Cluster cluster) {
    GraphQLClient anonymous =
        cluster.instances().stream()
            .filter(instance -> instance.isAlive())
            .findFirst()
            .orElseThrow()
            .client();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  private static UUID segment(Cluster cluster) {
    UUID id = Ids.next();
    cluster.execute(
        """
        INSERT INTO member (id, openid)
        SELECT gen_random_uuid(), 'grant-' || n FROM generate_series(1, %d) AS n"""
            .formatted(MEMBERS));
    cluster.execute(
        """
        INSERT INTO segment (id, name, rule, created_at, updated_at, refreshed_at,
                             refreshed_version, refresh_due_at)
        VALUES (?, '发券人群', '{}', now(), now(), now(), 1, now() + interval '1 year')""",
        id);
    cluster.execute(
        "INSERT INTO segment_member (segment_id, member_id, since) SELECT ?, id, now() FROM member",
        id);
    return id;
  }

  private static UUID template(Cluster cluster) {
    UUID id = Ids.next();
    cluster.execute(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES (?, '5 元券', 'NO_THRESHOLD', 500, 100000, 1, '{GRANT}', now() - interval '1 hour', 7)""",
        id);
    return id;
  }

  private static long count(Cluster cluster, String table, String condition) {
    return cluster.number("SELECT count(*) FROM " + table + " WHERE " + condition);
  }
}
