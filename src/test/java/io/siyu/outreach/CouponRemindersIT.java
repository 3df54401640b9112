package io.siyu.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reminders on two instances, the one that writes them killed in the middle. */
class CouponRemindersIT {

  private static final int MEMBERS = 4_000;
  private static final int COUPONS = 10_000;
  private static final String JOB_STEP = "job.beforeCommit.coupon-expiry-reminders";
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  @Test
  void each_coupon_is_in_one_message_though_the_instance_at_work_is_killed() {
    try (Cluster cluster = Cluster.ofTwo("reminders-killed")) {
      Instant today = Instant.now().plus(Duration.ofHours(2));
      couponsThatEnd(cluster, today.plus(Duration.ofHours(30)));

      // The next bucket of the job begins; what an empty one did before does not count.
      Map<SiyuInstance, Integer> before =
          cluster.instances().stream()
              .collect(Collectors.toMap(Function.identity(), CouponRemindersIT::batches));
      cluster.setClock(today);
      await("some members are reminded")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> reminders(cluster) > 0);
      SiyuInstance atWork =
          cluster.instances().stream()
              .filter(instance -> batches(instance) > before.get(instance))
              .findFirst()
              .orElseThrow();
      atWork.kill();
      assertThat(reminders(cluster)).as("reminders at the kill").isLessThan(COUPONS);

      awaitAllSent(cluster);
      awaitDone(cluster);
      assertExactlyOnce(cluster);
      assertThat(
              cluster.number(
                  "SELECT max(fence) FROM job_run WHERE job = 'coupon-expiry-reminders'"))
          .as("the fence of a run that was taken over")
          .isGreaterThan(1);
    }
  }

  @Test
  @Tag("native")
  void two_instances_finish_what_a_killed_one_began() {
    Map<String, String> often = Map.of("siyu.coupon-reminders.every", "5s");
    try (Cluster cluster = Cluster.of("reminders-taken-over", 1, often)) {
      couponsThatEnd(cluster, Instant.now().plus(Duration.ofHours(30)));
      await("some members are reminded")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> reminders(cluster) > 0);
      cluster.instance(0).kill();
      assertThat(reminders(cluster)).as("reminders at the kill").isLessThan(COUPONS);

      cluster.startTogether(2);

      awaitAllSent(cluster);
      assertExactlyOnce(cluster);
    }
  }

  private static void awaitAllSent(Cluster cluster) {
    await("every coupon is reminded of")
        .atMost(PATIENCE)
        .until(() -> reminders(cluster) >= COUPONS);
    await("every message has arrived")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number("SELECT count(*) FROM notification") >= MEMBERS
                    && cluster.number("SELECT count(*) FROM outbox_message WHERE state = 'PENDING'")
                        == 0);
  }

  private static void awaitDone(Cluster cluster) {
    await("the job is done")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number(
                        """
                        SELECT count(*) FROM job_run
                        WHERE job = 'coupon-expiry-reminders' AND state <> 'DONE'""")
                    == 0);
  }

  private static void assertExactlyOnce(Cluster cluster) {
    assertThat(reminders(cluster)).isEqualTo(COUPONS);
    assertThat(cluster.number("SELECT count(DISTINCT (coupon_id, kind)) FROM coupon_reminder"))
        .isEqualTo(COUPONS);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM outbox_message WHERE handler = 'inbox' AND state = 'SENT'"))
        .isEqualTo(MEMBERS);
    assertThat(cluster.number("SELECT count(*) FROM notification")).isEqualTo(MEMBERS);
    assertThat(cluster.number("SELECT count(DISTINCT member_id) FROM notification"))
        .isEqualTo(MEMBERS);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM notification n
                WHERE n.title <> '您有 ' || (SELECT count(*) FROM coupon c
                                            WHERE c.member_id = n.member_id) || ' 张优惠券即将到期'"""))
        .as("messages that do not list all coupons of their member")
        .isZero();
  }

  private static int batches(SiyuInstance instance) {
    return (Integer) instance.reachedCrashPoints().getOrDefault(JOB_STEP, 0);
  }

  private static long reminders(Cluster cluster) {
    return cluster.number("SELECT count(*) FROM coupon_reminder");
  }

  /** Half of the members have two coupons, the others three. */
  private static void couponsThatEnd(Cluster cluster, Instant validTo) {
    UUID template = UUID.randomUUID();
    cluster.execute(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, issued, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES (?, '5元券', 'NO_THRESHOLD', 500, 10000, 10000, 3, '{GRANT}', now(), 30)""",
        template);
    cluster.execute(
        """
        WITH made AS (
          INSERT INTO member (id, openid)
          SELECT gen_random_uuid(), 'reminded-' || n FROM generate_series(1, ?) AS n
          RETURNING id, openid)
        INSERT INTO coupon (id, template_id, member_id, status, name, kind, threshold_fen,
                            amount_off_fen, percent_off, product_ids, valid_from, valid_to, source,
                            source_key, issued_at)
        SELECT gen_random_uuid(), ?, made.id, 'ISSUED', '5元券', 'NO_THRESHOLD', 0, 500, 0, '{}',
               now() - interval '1 day', ?, 'OPERATOR', made.openid || '-' || copy, now()
        FROM made, generate_series(1, 3) AS copy
        WHERE copy <= 2 + right(made.openid, 1)::int % 2""",
        MEMBERS, template, validTo);
    assertThat(cluster.number("SELECT count(*) FROM coupon")).isEqualTo(COUPONS);
  }
}
