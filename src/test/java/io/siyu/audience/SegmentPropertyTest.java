package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.audience.KnownMember.Day;
import io.siyu.community.CommunityRole;
import io.siyu.member.FirstTouchChannel;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.Properties;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever the rule, the statement means the same members as plain Java does. */
@QuarkusTest
class SegmentPropertyTest {

  private static final int POPULATION = 60;
  private static final int RULES = 300;
  private static final int[] AGES = {0, 1, 6, 7, 29, 30, 31, 89, 90, 91, 364, 365, 700};

  @Inject Database database;
  @Inject Sql sql;
  @Inject Rows rows;
  @Inject PausedJobs jobs;
  @Inject BrandCalendar calendar;

  private final List<String> tags =
      List.of("a-" + UUID.randomUUID(), "b-" + UUID.randomUUID(), "c-" + UUID.randomUUID());
  private final List<UUID> stores = List.of(Ids.next(), Ids.next());
  private final List<UUID> communities = List.of(Ids.next(), Ids.next(), Ids.next());
  private final Random random = new Random(Long.getLong("siyu.test.seed", 20_270_301));
  private List<UUID> tiers;
  private LocalDate today;

  /** The projections of these members have no orders behind them: a rebuild would empty them. */
  @BeforeEach
  void no_rebuild_runs_beside_the_test() {
    jobs.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    jobs.end();
  }

  @Test
  void the_statement_of_a_random_rule_means_whom_java_means() {
    today = calendar.today();
    tiers =
        Rows.await(
            database.read(
                () -> sql.list("SELECT id FROM tier ORDER BY level", row -> row.uuid("id"))));
    communities.forEach(
        community ->
            rows.update(
                "INSERT INTO community (id, kind, name) VALUES ($1, 'REFINED', '鲜果群')", community));
    List<KnownMember> members = new ArrayList<>();
    for (int i = 0; i < POPULATION; i++) {
      members.add(store(member()));
    }
    Set<UUID> known = members.stream().map(KnownMember::id).collect(Collectors.toSet());
    Set<Integer> sizes = new HashSet<>();

    Properties.forAll(
        new RandomRules(tiers, stores, communities, tags).rules(),
        RULES,
        rule -> {
          Set<UUID> meant =
              members.stream()
                  .filter(member -> member.isMeant(rule, today))
                  .map(KnownMember::id)
                  .collect(Collectors.toSet());
          assertThat(selected(rule, known)).as(rule.toString()).isEqualTo(meant);
          sizes.add(meant.size());
        });

    assertThat(sizes).as("sizes of what was meant").hasSizeGreaterThan(20);
  }

  private Set<UUID> selected(SegmentRule rule, Set<UUID> of) {
    RuleParameters parameters = new RuleParameters(calendar);
    String statement =
        SegmentQueries.MATCHED
            + rule.sql(parameters)
            + " AND m.id = ANY(%s)".formatted(parameters.add(of));
    return new HashSet<>(
        Rows.await(
            database.read(() -> sql.list(statement, row -> row.uuid("id"), parameters.values()))));
  }

  private KnownMember member() {
    LocalDate joined = today.minusDays(AGES[random.nextInt(AGES.length)]);
    int age = (int) java.time.temporal.ChronoUnit.DAYS.between(joined, today);
    LocalDate seen = ago(age);
    Map<LocalDate, Day> purchases = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int orders = random.nextInt(3);
      purchases.put(ago(age), new Day(orders, orders * 1_000L, random.nextInt(3)));
    }
    Set<LocalDate> seenDays = new HashSet<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      seenDays.add(ago(Math.min(age, 40)));
    }
    return new KnownMember(
        Ids.next(),
        any(tiers),
        random.nextBoolean() ? any(stores) : null,
        communities.stream()
            .filter(community -> random.nextInt(3) > 0)
            .collect(
                Collectors.toMap(
                    community -> community,
                    community ->
                        random.nextBoolean()
                            ? CommunityRole.MEMBER
                            : any(List.of(CommunityRole.values())))),
        any(List.of(FirstTouchChannel.values())),
        tags.stream().filter(tag -> random.nextInt(3) == 0).collect(Collectors.toSet()),
        joined,
        seen,
        seenDays,
        purchases,
        random.nextBoolean() ? any(List.of(RfmClass.values())) : null);
  }

  private LocalDate ago(int atMost) {
    int edge = AGES[random.nextInt(AGES.length)];
    return today.minusDays(
        Math.min(atMost, random.nextBoolean() ? edge : random.nextInt(atMost + 1)));
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private KnownMember store(KnownMember member) {
    rows.update(
        """
        INSERT INTO member (id, openid, tier_id, home_store_id, first_channel, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)""",
        member.id(),
        "property-" + member.id(),
        member.tier(),
        member.store(),
        member.channel().name(),
        noon(member.joined()));
    activity(member);
    communities.forEach(community -> belong(member, community));
    for (String tag : member.tags()) {
      rows.update(
          """
          INSERT INTO member_tag (id, member_id, code, source, source_id, set_at)
          VALUES ($1, $2, $3, 'RULE', $1, now() - interval '1 day')""",
          Ids.next(),
          member.id(),
          tag);
    }
    if (member.tags().isEmpty()) {
      // Expired ones count for nothing.
      rows.update(
          """
          INSERT INTO member_tag (id, member_id, code, source, source_id, set_at, expires_at)
          VALUES ($1, $2, $3, 'RULE', $1, now() - interval '2 day', now() - interval '1 day')""",
          Ids.next(),
          member.id(),
          tags.get(0));
    }
    return member;
  }

  /** Who is not in it was: left memberships, of whatever role, count for nothing. */
  private void belong(KnownMember member, UUID community) {
    CommunityRole role = member.communities().get(community);
    rows.update(
        """
        INSERT INTO community_membership
          (id, community_id, member_id, role, joined_at, join_source, left_at, leave_source,
           changed_at)
        VALUES ($1, $2, $3, coalesce($4, 'SEEDER'), '2020-01-01', 'CLIENT',
                CASE WHEN $4::text IS NULL THEN TIMESTAMPTZ '2020-01-02' END,
                CASE WHEN $4 IS NULL THEN 'WECOM_CALLBACK' END, '2020-01-02')""",
        Ids.next(),
        community,
        member.id(),
        role == null ? null : role.name());
  }

  private void activity(KnownMember member) {
    LocalDate last = member.lastOrder();
    long orders = member.purchases().values().stream().mapToLong(Day::orders).sum();
    rows.update(
        """
        INSERT INTO member_activity
          (member_id, last_seen_at, first_order_at, last_order_at, order_count, paid_fen)
        VALUES ($1, $2, $3, $3, $4, $5)
        ON CONFLICT (member_id) DO UPDATE
        SET last_seen_at = excluded.last_seen_at, first_order_at = excluded.first_order_at,
            last_order_at = excluded.last_order_at, order_count = excluded.order_count,
            paid_fen = excluded.paid_fen""",
        member.id(),
        noon(member.seen()),
        last == null ? null : noon(last),
        (int) orders,
        orders * 1_000L);
    member
        .purchases()
        .forEach(
            (day, of) ->
                rows.update(
                    "INSERT INTO member_purchase_day VALUES ($1, $2, $3, $4, 0, $5)",
                    member.id(),
                    day,
                    of.orders(),
                    of.fen(),
                    of.unfinished()));
    member
        .seenDays()
        .forEach(
            day -> rows.update("INSERT INTO member_seen_day VALUES ($1, $2)", member.id(), day));
    if (member.rfm() != null) {
      score(member);
    }
  }

  private void score(KnownMember member) {
    UUID run = Ids.next();
    rows.update(
        """
        INSERT INTO rfm_run (id, window_days, state, as_of, requested_at, finished_at)
        VALUES ($1, 1, 'DONE', '2020-01-01', '2020-01-01', '2020-01-01')""",
        run);
    String name = member.rfm().name();
    int recency = name.endsWith("VALUE") || name.endsWith("DEVELOP") ? 5 : 1;
    int frequency = name.endsWith("VALUE") || name.endsWith("KEEP") ? 4 : 3;
    rows.update(
        """
        INSERT INTO rfm_score (member_id, run_id, last_order_on, order_count, spent_fen, recency,
                               frequency, monetary)
        VALUES ($1, $2, '2020-01-01', 1, 1, $3, $4, $5)""",
        member.id(),
        run,
        recency,
        frequency,
        name.startsWith("IMPORTANT") ? 4 : 2);
  }

  private OffsetDateTime noon(LocalDate day) {
    return day.atTime(12, 0).atZone(calendar.zone()).toInstant().atOffset(ZoneOffset.UTC);
  }
}
