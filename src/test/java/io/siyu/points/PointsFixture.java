package io.siyu.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.Sessions;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.PausedJobs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Members with nothing, and what tests look at. */
@ApplicationScoped
class PointsFixture {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final Sql sql;
  private final Sessions sessions;
  private final PointsReconciliation reconciliation;
  private final PausedJobs jobs;

  PointsFixture(
      Database database,
      Sql sql,
      Sessions sessions,
      PointsReconciliation reconciliation,
      PausedJobs jobs) {
    this.database = database;
    this.sql = sql;
    this.sessions = sessions;
    this.reconciliation = reconciliation;
    this.jobs = jobs;
  }

  static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  /** A run of the schedule would hold members whom the test's own run passes over. */
  void runJobsByHandAlone() {
    jobs.begin();
  }

  UUID member() {
    UUID id = Ids.next();
    change("INSERT INTO member (id, openid) VALUES ($1, $2)", id, "points-test-" + id);
    return id;
  }

  String accessToken(UUID member) {
    return await(sessions.start(SubjectKind.MEMBER, member, Set.of(Roles.MEMBER))).accessToken();
  }

  String operatorToken() {
    return await(sessions.start(SubjectKind.OPERATOR, Ids.next(), Set.of(Roles.OPERATOR)))
        .accessToken();
  }

  /** An offer of coupons that points buy, at any time. */
  UUID couponTemplate() {
    return couponTemplate("1 hour");
  }

  /** One that points will buy tomorrow. */
  UUID laterCouponTemplate() {
    return couponTemplate("-1 day");
  }

  private UUID couponTemplate(String openSince) {
    UUID id = Ids.next();
    change(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES ($1, '5 元券', 'NO_THRESHOLD', 500, 1000, 1000, '{POINTS}',
                now() - $2::text::interval, 7)""",
        id,
        openSince);
    return id;
  }

  /** Terms of an entitlement that is given still. */
  UUID entitlementTemplate() {
    UUID id = Ids.next();
    change(
        """
        INSERT INTO entitlement_template (id, kind, name, total, valid_days, created_at)
        VALUES ($1, 'LESSON_CARD', '水果课堂', 2, 30, now())""",
        id);
    return id;
  }

  int change(String statement, Object... parameters) {
    return await(database.transaction(() -> sql.update(statement, parameters)));
  }

  long number(String query, Object... parameters) {
    return await(database.read(() -> sql.first(query, row -> row.raw().getLong(0), parameters)));
  }

  long balance(UUID member) {
    return number(
        "SELECT coalesce(sum(balance), 0)::bigint FROM points_account WHERE member_id = $1",
        member);
  }

  long debt(UUID member) {
    return number(
        "SELECT coalesce(sum(debt), 0)::bigint FROM points_account WHERE member_id = $1", member);
  }

  /** Time passes for the lots that something earned. */
  void expireLotsOf(UUID member, String businessId) {
    change(
        """
        UPDATE points_lot SET expires_at = now() - interval '1 second'
        WHERE member_id = $1 AND entry_id IN (
          SELECT id FROM points_entry WHERE member_id = $1 AND business_id = $2)""",
        member,
        businessId);
  }

  /** Time passes for what the member has been promised from some instant on. */
  void awaitedLotsAreDue(UUID member) {
    change(
        """
        UPDATE points_lot SET available_at = now() - interval '1 second'
        WHERE member_id = $1 AND state = 'PENDING' AND available_at IS NOT NULL""",
        member);
  }

  /** Everything that the database knows of the member's points. */
  String checksum(UUID member) {
    return await(
        database.read(
            () ->
                sql.first(
                    """
                    SELECT concat_ws('|',
                      (SELECT string_agg(a::text, ',') FROM points_account a
                       WHERE member_id = $1),
                      (SELECT string_agg(e::text, ',' ORDER BY position) FROM points_entry e
                       WHERE member_id = $1),
                      (SELECT string_agg(l::text, ',' ORDER BY id) FROM points_lot l
                       WHERE member_id = $1),
                      (SELECT string_agg(a::text, ',' ORDER BY a.entry_id, a.lot_id)
                       FROM points_allocation a JOIN points_lot l ON l.id = a.lot_id
                       WHERE l.member_id = $1),
                      (SELECT string_agg(d::text, ',' ORDER BY entry_id) FROM points_debt d
                       WHERE member_id = $1),
                      (SELECT string_agg(c::text, ',' ORDER BY id) FROM check_in c
                       WHERE member_id = $1),
                      (SELECT string_agg(r::text, ',' ORDER BY id) FROM redemption r
                       WHERE member_id = $1),
                      (SELECT string_agg(c::text, ',' ORDER BY reward_id)
                       FROM reward_member_count c WHERE member_id = $1),
                      (SELECT string_agg(concat(r.id, r.stock), ',' ORDER BY id)
                       FROM reward r)) AS checksum""",
                    row -> row.text("checksum"),
                    member)));
  }

  void assertReconciled(UUID member) {
    assertThat(await(reconciliation.violations(member))).isEmpty();
  }

  /** Starts all at once and waits for all; a failure is a result. */
  static <T> List<Object> together(int times, IntFunction<Supplier<Uni<T>>> attempt) {
    List<Uni<Object>> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Supplier<Uni<T>> one = attempt.apply(i);
      all.add(
          Uni.createFrom()
              .deferred(() -> one.get())
              .map(item -> (Object) (item == null ? "done" : item))
              .onFailure()
              .recoverWithItem(failure -> failure));
    }
    return await(Uni.join().all(all).andCollectFailures());
  }
}
