package io.siyu.audience;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What other features ask about segments (人群). */
@ApplicationScoped
public class Segments {

  private static final int MAX_PAGE = 5_000;

  private final Database database;
  private final Sql sql;
  private final BrandCalendar calendar;
  private final SegmentQueries queries;
  private final SegmentRules rules;

  Segments(
      Database database,
      Sql sql,
      BrandCalendar calendar,
      SegmentQueries queries,
      SegmentRules rules) {
    this.database = database;
    this.sql = sql;
    this.calendar = calendar;
    this.queries = queries;
    this.rules = rules;
  }

  /** Whether there is such a segment and it is not archived. */
  public Uni<Boolean> exists(UUID segment) {
    return database.read(
        () ->
            sql.first(
                "SELECT EXISTS (SELECT FROM segment WHERE id = $1 AND NOT archived) AS found",
                row -> row.bool("found"),
                segment));
  }

  /** Whether the member was meant when the segment was last refreshed. */
  public Uni<Boolean> isMember(UUID segment, UUID member) {
    return database.read(
        () ->
            sql.first(
                """
                SELECT EXISTS (
                  SELECT FROM segment_member s JOIN member m ON m.id = s.member_id
                  WHERE s.segment_id = $1 AND s.member_id = $2 AND m.status = 'ACTIVE') AS found""",
                row -> row.bool("found"),
                segment,
                member));
  }

  /** Which of the members were meant when the segment was last refreshed. */
  public Uni<Set<UUID>> membersAmong(UUID segment, Collection<UUID> members) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT member_id FROM segment_member
                    WHERE segment_id = $1 AND member_id = ANY($2)""",
                    row -> row.uuid("member_id"),
                    segment,
                    members))
        .map(Set::copyOf);
  }

  /** In which of the segments the member was when they were last refreshed. */
  public Uni<Set<UUID>> containing(UUID member, Collection<UUID> segments) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT segment_id FROM segment_member
                    WHERE member_id = $1 AND segment_id = ANY($2)""",
                    row -> row.uuid("segment_id"),
                    member,
                    segments))
        .map(Set::copyOf);
  }

  /**
   * Whether the rule means the member at this moment; for what cannot wait for the next refresh.
   *
   * @throws io.siyu.kernel.RequestFailure NOT_FOUND
   */
  public Uni<Boolean> matches(UUID segment, UUID member) {
    return queries
        .get(segment)
        .chain(
            found -> {
              RuleParameters parameters = new RuleParameters(calendar);
              String condition = rules.read(found.rule()).sql(parameters);
              String statement =
                  "SELECT EXISTS (%s%s AND m.id = %s) AS found"
                      .formatted(SegmentQueries.MATCHED, condition, parameters.add(member));
              return database.read(
                  () -> sql.first(statement, row -> row.bool("found"), parameters.values()));
            });
  }

  /**
   * Members at the latest refresh, by id.
   *
   * @param after the last one of the page before; null to begin
   */
  public Uni<List<UUID>> membersAfter(UUID segment, UUID after, int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("A page has 1 to " + MAX_PAGE + " members.");
    }
    return database.read(
        () ->
            sql.list(
                """
                SELECT s.member_id FROM segment_member s
                JOIN member m ON m.id = s.member_id AND m.status = 'ACTIVE'
                WHERE s.segment_id = $1 AND s.member_id > $2 ORDER BY s.member_id LIMIT $3""",
                row -> row.uuid("member_id"),
                segment,
                after == null ? new UUID(0, 0) : after,
                limit));
  }
}
