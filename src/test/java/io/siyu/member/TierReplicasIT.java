package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Benefits and ends of periods on instances that are killed in the middle, and on two at once. */
class TierReplicasIT {

  private static final int MEMBERS = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Map<String, String> OFTEN =
      Map.of("siyu.tiers.every", "1s", "siyu.tiers.batch-size", "25");

  @Test
  void each_member_gets_each_benefit_once_though_instances_are_killed_while_they_give() {
    try (Cluster cluster = Cluster.of("tier-benefits-killed", 1, OFTEN)) {
      UUID gift = template(cluster, "NO_THRESHOLD");
      UUID freight = template(cluster, "FREE_SHIPPING");
      benefit(cluster, "BIRTHDAY_COUPON", gift, 1);
      benefit(cluster, "MONTHLY_FREE_SHIPPING", freight, 2);
      cluster.instance(0).arm("tiers.afterBenefit", 140);
      members(cluster, TierFixture.SILVER, 1500, LocalDate.now(ZoneId.of("Asia/Shanghai")), null);

      cluster.instance(0).awaitCrash();
      assertThat(coupons(cluster)).isPositive().isLessThan(3 * MEMBERS);
      assertBooked(cluster);
      cluster.startUntilCrash("job.afterBatch.tier-benefits", 2);
      assertBooked(cluster);
      cluster.startUntilCrash("job.beforeCommit.tier-benefits", 1);
      cluster.startTogether(2);
      await("everything is given").atMost(PATIENCE).until(() -> coupons(cluster) >= 3 * MEMBERS);
      runOnBoth(cluster, "tier-benefits");

      assertThat(coupons(cluster)).isEqualTo(3 * MEMBERS);
      assertThat(cluster.number("SELECT count(*) FROM member_benefit_grant"))
          .isEqualTo(2 * MEMBERS);
      assertBooked(cluster);
    }
  }

  @Test
  void each_period_ends_once_though_instances_are_killed_while_they_end_it() {
    try (Cluster cluster = Cluster.of("tier-periods-killed", 1, OFTEN)) {
      cluster.instance(0).arm("tiers.afterPeriodEnd", 140);
      LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
      members(cluster, TierFixture.GOLD, 6000, null, today.minusDays(1));

      cluster.instance(0).awaitCrash();
      assertThat(ended(cluster)).isPositive().isLessThan(MEMBERS);
      cluster.startUntilCrash("job.afterBatch.tier-period-ends", 2);
      cluster.startUntilCrash("job.beforeCommit.tier-period-ends", 1);
      cluster.startTogether(2);
      await("all have ended").atMost(PATIENCE).until(() -> ended(cluster) >= MEMBERS);
      runOnBoth(cluster, "tier-period-ends");

      assertThat(ended(cluster)).isEqualTo(MEMBERS);
      assertThat(cluster.number("SELECT count(DISTINCT member_id) FROM member_tier_change"))
          .isEqualTo(MEMBERS);
      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM member m WHERE tier_id = ? AND growth = 1000
                    AND tier_period_ends_on > ?
                    AND growth = (SELECT sum(growth) FROM member_growth_entry e
                                  WHERE e.member_id = m.id)""",
                  TierFixture.SILVER,
                  java.sql.Date.valueOf(today)))
          .as("members one tier down whose growth is the sum of its log")
          .isEqualTo(MEMBERS);
    }
  }

  @Test
  void a_period_ends_at_midnight_of_a_zone_whose_clocks_have_just_changed() {
    ZoneId zone = ZoneId.of("America/New_York");
    Map<String, String> settings =
        Map.of("siyu.time.zone", zone.getId(), "siyu.tiers.period-end-policy", "BALANCE_BASED");
    try (Cluster cluster = Cluster.of("tier-periods-zone", 1, settings)) {
      // Clocks go forward on the 14th: the 15th begins an hour earlier than the days before.
      LocalDate end = LocalDate.of(2027, 3, 15);
      Instant midnight = end.atStartOfDay(zone).toInstant();
      assertThat(midnight).isEqualTo(Instant.parse("2027-03-15T04:00:00Z"));
      members(cluster, TierFixture.GOLD, 6000, null, end);
      // The first hundred earned enough for silver: in the last second of the period.
      cluster.execute(
          """
          INSERT INTO member_growth_entry
            (id, member_id, business_type, business_id, kind, growth, created_at)
          SELECT gen_random_uuid(), id, 'ORDER', 'o2', 'EARN', 1200,
                 TIMESTAMPTZ '2027-03-15 03:59:59Z'
          FROM member WHERE substr(openid, 6)::int <= 100""");
      cluster.execute(
          "UPDATE member SET growth = growth + 1200 WHERE substr(openid, 6)::int <= 100");

      cluster.setClock(midnight.minusSeconds(60));
      run(admin(cluster.instance(0)), "tier-period-ends").expectSuccess("runJob");
      assertThat(ended(cluster)).isZero();
      cluster.setClock(midnight.plusSeconds(1));
      run(admin(cluster.instance(0)), "tier-period-ends").expectSuccess("runJob");

      assertThat(ended(cluster)).isEqualTo(MEMBERS);
      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM member WHERE tier_id = ? AND growth = 1200
                    AND tier_period_ends_on = DATE '2028-03-15'""",
                  TierFixture.SILVER))
          .as("members with the tier that the period's growth reaches")
          .isEqualTo(100);
      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM member
                  WHERE tier_id = ? AND growth = 0 AND tier_period_ends_on IS NULL""",
                  TierFixture.FIRST))
          .as("members at the lowest tier, two below theirs")
          .isEqualTo(MEMBERS - 100);
    }
  }

  /** Again and again on both that live; one that another keeps busy says so, and that is all. */
  private static void runOnBoth(Cluster cluster, String job) {
    List<SiyuInstance> living = cluster.instances().stream().filter(SiyuInstance::isAlive).toList();
    assertThat(living).hasSize(2);
    List<CompletableFuture<Answer>> runs =
        IntStream.range(0, 8)
            .mapToObj(run -> admin(living.get(run % 2)))
            .map(admin -> CompletableFuture.supplyAsync(() -> run(admin, job)))
            .toList();
    assertThat(runs)
        .extracting(CompletableFuture::join)
        .anySatisfy(answer -> assertThat(answer.errorCodes()).isEmpty());
  }

  private static Answer run(GraphQLClient admin, String job) {
    return admin.run("runJob", Map.of("name", job));
  }

  private static GraphQLClient admin(SiyuInstance instance) {
    GraphQLClient anonymous = instance.client();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  /** Whatever was killed: no coupon without its grant, none counted that is not there. */
  private static void assertBooked(Cluster cluster) {
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM member_benefit_grant g WHERE g.state <> 'GRANTED'
                  OR g.copies <> (SELECT count(*) FROM coupon c
                    WHERE c.member_id = g.member_id AND c.source = 'BENEFIT'
                      AND c.source_key LIKE g.id || '/%')"""))
        .as("grants without their coupons")
        .isZero();
    assertThat(coupons(cluster))
        .isEqualTo(cluster.number("SELECT sum(copies) FROM member_benefit_grant"))
        .isEqualTo(cluster.number("SELECT sum(issued) FROM coupon_template"));
  }

  private static long coupons(Cluster cluster) {
    return cluster.number("SELECT count(*) FROM coupon WHERE source = 'BENEFIT'");
  }

  private static long ended(Cluster cluster) {
    return cluster.number("SELECT count(*) FROM member_tier_change WHERE cause = 'PERIOD_ENDED'");
  }

  private static UUID template(Cluster cluster, String kind) {
    UUID template = UUID.randomUUID();
    cluster.execute(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES (?, '会员礼券', ?, ?, 100000, 100, '{GRANT}', now() - interval '1 day', 30)""",
        template,
        kind,
        kind.equals("FREE_SHIPPING") ? 0 : 500);
    return template;
  }

  private static void benefit(Cluster cluster, String type, UUID template, int copies) {
    cluster.execute(
        """
        INSERT INTO tier_benefit (id, tier_id, type, active, coupon_template_id, copies)
        VALUES (gen_random_uuid(), ?, ?, true, ?, ?)""",
        TierFixture.SILVER,
        type,
        template,
        copies);
  }

  /** Members whose growth was earned before the present period began, a year before its end. */
  private static void members(
      Cluster cluster, UUID tier, int growth, LocalDate birthday, LocalDate endsOn) {
    java.sql.Date end = endsOn == null ? null : java.sql.Date.valueOf(endsOn);
    cluster.execute(
        """
        WITH made AS (
          INSERT INTO member (id, openid, tier_id, growth, birthday, tier_since, tier_period_from,
                              tier_period_ends_on)
          SELECT gen_random_uuid(), 'tier-' || n, ?, ?, ?::date,
                 (?::date - interval '1 year')::date, ?::date - interval '1 year', ?::date
          FROM generate_series(1, ?) AS n
          RETURNING id, growth)
        INSERT INTO member_growth_entry
          (id, member_id, business_type, business_id, kind, growth, created_at)
        SELECT gen_random_uuid(), id, 'ORDER', 'o1', 'EARN', growth, '2020-01-01' FROM made""",
        tier,
        growth,
        birthday == null ? null : java.sql.Date.valueOf(birthday),
        end,
        end,
        end,
        MEMBERS);
  }
}
