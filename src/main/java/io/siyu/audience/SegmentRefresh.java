package io.siyu.audience;

import io.siyu.member.RuleTags;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks for the members of segments that are due, some thousands of members at a time. The position
 * is kept in the segment's row, whose lock each batch holds: a killed run goes on where it was, two
 * runs take turns, and a changed rule begins anew.
 */
@ApplicationScoped
class SegmentRefresh implements ScheduledJob {

  static final int BATCH = 5_000;

  private static final Logger LOG = Logger.getLogger(SegmentRefresh.class);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);
  private static final UUID BEGINNING = new UUID(0, 0);

  private final Database database;
  private final Sql sql;
  private final BrandCalendar calendar;
  private final SegmentRules rules;
  private final AudienceConfig config;
  private final RuleTags tags;

  SegmentRefresh(
      Database database,
      Sql sql,
      BrandCalendar calendar,
      SegmentRules rules,
      AudienceConfig config,
      RuleTags tags) {
    this.database = database;
    this.sql = sql;
    this.calendar = calendar;
    this.rules = rules;
    this.config = config;
    this.tags = tags;
  }

  @Override
  public String name() {
    return "audience-segment-refresh";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  /** One that fails waits for a while, so that it holds up no other. */
  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(this::next)
        .onFailure(RefreshFailed.class)
        .recoverWithUni(failure -> postpone((RefreshFailed) failure).replaceWith(0L));
  }

  private Uni<Integer> next() {
    return sql.first(
            """
            SELECT id, rule::text AS rule, tag, coalesce(refresh_position, $2) AS position
            FROM segment
            WHERE refresh_due_at <= $1 ORDER BY refresh_due_at LIMIT 1
            FOR NO KEY UPDATE SKIP LOCKED""",
            row -> new Due(row.uuid("id"), row.text("rule"), row.text("tag"), row.uuid("position")),
            calendar.now(),
            BEGINNING)
        .chain(
            due ->
                due == null
                    ? Uni.createFrom().item(0)
                    : Uni.createFrom()
                        .deferred(() -> refresh(due))
                        .onFailure()
                        .transform(failure -> new RefreshFailed(due.segment(), failure)));
  }

  private Uni<Integer> refresh(Due due) {
    return look(due)
        .call(looked -> tag(due, looked))
        .chain(
            looked ->
                looked.count() < BATCH
                    ? finish(due.segment()).replaceWith(Math.max(1, looked.count()))
                    : sql.update(
                            "UPDATE segment SET refresh_position = $2 WHERE id = $1",
                            due.segment(),
                            looked.last())
                        .replaceWith(looked.count()));
  }

  private Uni<Void> tag(Due due, Looked looked) {
    return due.tag() == null
        ? Uni.createFrom().voidItem()
        : tags.set(due.segment(), due.tag(), looked.members(), looked.meant());
  }

  /**
   * Who of the next members is meant comes in, who is not goes out. Who comes in is locked: one who
   * is just leaving is looked at again when gone, and nothing is written of them any more.
   */
  private Uni<Looked> look(Due due) {
    RuleParameters parameters = new RuleParameters(calendar);
    String segment = parameters.add(due.segment());
    String condition = rules.read(due.rule()).sql(parameters);
    String statement =
        """
        WITH batch AS (SELECT id FROM member WHERE id > %s ORDER BY id LIMIT %s),
        matched AS (%s%s AND m.id IN (SELECT id FROM batch)),
        gone AS (
          DELETE FROM segment_member s USING batch b
          WHERE s.segment_id = %s AND s.member_id = b.id
            AND NOT EXISTS (SELECT FROM matched x WHERE x.id = b.id)),
        come AS (
          INSERT INTO segment_member (segment_id, member_id, since)
          SELECT %s, m.id, %s FROM matched x JOIN member m ON m.id = x.id
          WHERE m.status = 'ACTIVE' AND NOT EXISTS (
            SELECT FROM segment_member had WHERE had.segment_id = %s AND had.member_id = m.id)
          ORDER BY m.id FOR KEY SHARE OF m
          ON CONFLICT DO NOTHING)
        SELECT (SELECT array_agg(id ORDER BY id) FROM batch) AS members,
               (SELECT array_agg(id) FROM matched) AS meant"""
            .formatted(
                parameters.add(due.position()),
                parameters.add((long) BATCH),
                SegmentQueries.MATCHED,
                condition,
                segment,
                segment,
                parameters.add(parameters.now()),
                segment);
    return sql.first(
        statement, row -> new Looked(ids(row, "members"), ids(row, "meant")), parameters.values());
  }

  private static List<UUID> ids(SqlRow row, String column) {
    UUID[] ids = row.raw().getArrayOfUUIDs(column);
    return ids == null ? List.of() : List.of(ids);
  }

  private Uni<Integer> finish(UUID segment) {
    Instant now = calendar.now();
    return sql.update(
        """
        UPDATE segment
        SET refreshed_at = $2, refreshed_version = version, refresh_position = NULL,
            refresh_due_at = $3,
            member_count = (SELECT count(*) FROM segment_member WHERE segment_id = $1)
        WHERE id = $1""",
        segment,
        now,
        now.plus(config.segmentRefreshInterval()));
  }

  private Uni<Void> postpone(RefreshFailed failure) {
    LOG.errorf(failure.getCause(), "Segment %s cannot be refreshed.", failure.segment);
    return database
        .transaction(
            () ->
                sql.update(
                    "UPDATE segment SET refresh_due_at = $2 WHERE id = $1 AND NOT archived",
                    failure.segment,
                    calendar.now().plus(AFTER_FAILURE)))
        .replaceWithVoid();
  }

  private record Due(UUID segment, String rule, String tag, UUID position) {}

  /**
   * @param members in the order of their ids
   */
  private record Looked(List<UUID> members, List<UUID> meant) {

    int count() {
      return members.size();
    }

    UUID last() {
      return members.get(members.size() - 1);
    }
  }

  private static final class RefreshFailed extends RuntimeException {
    private final UUID segment;

    private RefreshFailed(UUID segment, Throwable cause) {
      super(cause);
      this.segment = segment;
    }
  }
}
