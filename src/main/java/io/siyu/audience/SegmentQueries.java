package io.siyu.audience;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What staff ask about segments. */
@ApplicationScoped
class SegmentQueries {

  private static final int SAMPLE = 10;

  /** Ids of version 7 grow with time: newest first. */
  private static final UUID END = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

  private static final UUID BEGINNING = new UUID(0, 0);

  /** Of all who can act: whoever is blocked or has left is in no segment. */
  static final String MATCHED =
      """
      SELECT m.id FROM member m LEFT JOIN member_activity a ON a.member_id = m.id
      WHERE m.status = 'ACTIVE' AND
      """;

  private final Database database;
  private final Sql sql;
  private final BrandCalendar calendar;
  private final SegmentRules rules;

  SegmentQueries(Database database, Sql sql, BrandCalendar calendar, SegmentRules rules) {
    this.database = database;
    this.sql = sql;
    this.calendar = calendar;
    this.rules = rules;
  }

  /**
   * @param after null for the first page
   */
  Uni<Page<Segment>> page(boolean archived, Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    "SELECT "
                        + Segment.COLUMNS
                        + " FROM segment WHERE id < $1 AND archived = $2 ORDER BY id DESC LIMIT $3",
                    Segment::of,
                    after == null ? END : after.uuid(0),
                    archived,
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * In the caller's lane.
   *
   * @throws RequestFailure NOT_FOUND
   */
  Uni<Segment> get(UUID segment) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT " + Segment.COLUMNS + " FROM segment WHERE id = $1",
                    Segment::of,
                    segment))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Segment"));
  }

  Uni<SegmentPreview> preview(UUID segment) {
    return get(segment).chain(found -> preview(rules.read(found.rule())));
  }

  /** Count and sample in one statement, whatever the rule. */
  Uni<SegmentPreview> preview(SegmentRule rule) {
    RuleParameters parameters = new RuleParameters(calendar);
    String statement =
        """
        WITH matched AS MATERIALIZED (%s%s)
        SELECT c.count, s.id, s.nickname
        FROM (SELECT count(*)::int AS count FROM matched) AS c
        LEFT JOIN (
          SELECT x.id, x.nickname FROM matched JOIN member x USING (id)
          ORDER BY x.id DESC LIMIT %s) AS s ON true
        ORDER BY s.id DESC"""
            .formatted(MATCHED, rule.sql(parameters), parameters.add((long) SAMPLE));
    return database
        .read(
            () ->
                sql.list(
                    statement,
                    row -> Map.entry(row.integer("count"), sample(row)),
                    parameters.values()))
        .map(
            rows ->
                new SegmentPreview(
                    rows.get(0).getKey(),
                    rows.stream().flatMap(row -> row.getValue().stream()).toList()));
  }

  private static List<SegmentMember> sample(SqlRow row) {
    return row.isNull("id") ? List.of() : List.of(SegmentMember.of(row));
  }

  /**
   * @param after null for the first page
   */
  Uni<Page<SegmentMember>> members(UUID segment, Cursor after, int size) {
    UUID behind = after == null ? BEGINNING : after.uuid(0);
    return get(segment)
        .chain(
            found ->
                database.read(
                    () ->
                        sql.list(
                            """
                            SELECT m.id, m.nickname FROM segment_member s
                            JOIN member m ON m.id = s.member_id AND m.status = 'ACTIVE'
                            WHERE s.segment_id = $1 AND s.member_id > $2
                            ORDER BY s.member_id LIMIT $3""",
                            SegmentMember::of,
                            found.id(),
                            behind,
                            size + 1)))
        .map(rows -> Page.of(rows, size));
  }
}
