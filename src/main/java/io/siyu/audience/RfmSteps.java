package io.siyu.audience;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Statements of a run, each over a bounded number of members, under the lock of the run's row. */
@ApplicationScoped
class RfmSteps {

  private static final UUID BEGINNING = new UUID(0, 0);

  private final Sql sql;

  RfmSteps(Sql sql) {
    this.sql = sql;
  }

  /**
   * What a statement did.
   *
   * @param members how many members it looked at
   * @param last the last of them; null when there was none
   */
  record Looked(int members, UUID last) {}

  Uni<Void> begin(UUID run, LocalDate asOf) {
    return sql.update("UPDATE rfm_run SET state = 'MEASURING', as_of = $2 WHERE id = $1", run, asOf)
        .replaceWithVoid();
  }

  /** Whoever has no order in the window is not measured. */
  Uni<Looked> measure(RfmRun run, int limit) {
    return sql.first(
        """
        WITH batch AS (
          SELECT member_id FROM member_activity WHERE member_id > $2 AND NOT erased
          ORDER BY member_id LIMIT $3),
        measured AS (
          INSERT INTO rfm_measure (member_id, run_id, last_order_on, order_count, spent_fen)
          SELECT d.member_id, $1, max(d.day), sum(d.order_count),
                 sum(d.paid_fen - d.refunded_fen)
          FROM batch b JOIN member_purchase_day d ON d.member_id = b.member_id
          WHERE d.day BETWEEN $4 AND $5 AND d.order_count > 0
          GROUP BY d.member_id
          ON CONFLICT (member_id) DO UPDATE
          SET run_id = excluded.run_id, last_order_on = excluded.last_order_on,
              order_count = excluded.order_count, spent_fen = excluded.spent_fen)
        SELECT (SELECT count(*)::int FROM batch) AS members,
               (SELECT member_id FROM batch ORDER BY member_id DESC LIMIT 1) AS last""",
        row -> new Looked(row.integer("members"), row.uuid("last")),
        run.id(),
        position(run),
        (long) limit,
        run.asOf().minusDays(run.windowDays() - 1L),
        run.asOf());
  }

  Uni<Void> advance(UUID run, UUID position) {
    return sql.update("UPDATE rfm_run SET position = $2 WHERE id = $1", run, position)
        .replaceWithVoid();
  }

  /**
   * Equal values fall on the same side of a cut, so the five need not be of one size. Without any
   * measure there are no cuts.
   */
  Uni<Void> cut(UUID run) {
    return sql.update(
            """
            UPDATE rfm_run r
            SET state = 'CLASSIFYING', position = NULL, recency_cuts = c.recency,
                frequency_cuts = c.frequency, monetary_cuts = c.monetary
            FROM (
              SELECT percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8])
                       WITHIN GROUP (ORDER BY last_order_on) AS recency,
                     percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8])
                       WITHIN GROUP (ORDER BY order_count) AS frequency,
                     percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8])
                       WITHIN GROUP (ORDER BY spent_fen) AS monetary
              FROM rfm_measure WHERE run_id = $1) AS c
            WHERE r.id = $1""",
            run)
        .replaceWithVoid();
  }

  /** The next members by id who are measured and not yet classified. */
  Uni<List<UUID>> measured(UUID run, int limit) {
    return sql.list(
        "SELECT member_id FROM rfm_measure WHERE run_id = $1 ORDER BY member_id LIMIT $2",
        row -> row.uuid("member_id"),
        run,
        (long) limit);
  }

  /**
   * Locks the members' rows of the projection before what hangs on them, as whoever erases them
   * does: in one order, so that the two wait for each other instead of in a circle. The weakest
   * lock there is: those who earn wait for none of this.
   *
   * @return those who have not left
   */
  Uni<List<UUID>> present(List<UUID> members) {
    return sql.list(
        """
        SELECT member_id FROM member_activity WHERE member_id = ANY($1) AND NOT erased
        ORDER BY member_id FOR KEY SHARE""",
        row -> row.uuid("member_id"),
        members);
  }

  /**
   * Turns measures into scores; those of members who have left just go. Arrays instead of joins: a
   * table that was empty a moment ago has no statistics by which a join could be planned.
   *
   * @return the class of each member who is present
   */
  Uni<Map<UUID, RfmClass>> classify(UUID run, List<UUID> members, List<UUID> present) {
    return sql.list(
            """
            WITH taken AS (
              DELETE FROM rfm_measure WHERE member_id = ANY($2) RETURNING *)
            INSERT INTO rfm_score AS s
              (member_id, run_id, last_order_on, order_count, spent_fen, recency, frequency,
               monetary)
            SELECT t.member_id, r.id, t.last_order_on, t.order_count, t.spent_fen,
                   1 + (t.last_order_on > r.recency_cuts[1])::int
                     + (t.last_order_on > r.recency_cuts[2])::int
                     + (t.last_order_on > r.recency_cuts[3])::int
                     + (t.last_order_on > r.recency_cuts[4])::int,
                   1 + (t.order_count > r.frequency_cuts[1])::int
                     + (t.order_count > r.frequency_cuts[2])::int
                     + (t.order_count > r.frequency_cuts[3])::int
                     + (t.order_count > r.frequency_cuts[4])::int,
                   1 + (t.spent_fen > r.monetary_cuts[1])::int
                     + (t.spent_fen > r.monetary_cuts[2])::int
                     + (t.spent_fen > r.monetary_cuts[3])::int
                     + (t.spent_fen > r.monetary_cuts[4])::int
            FROM taken t JOIN rfm_run r ON r.id = $1 WHERE t.member_id = ANY($3)
            ON CONFLICT (member_id) DO UPDATE
            SET run_id = excluded.run_id, last_order_on = excluded.last_order_on,
                order_count = excluded.order_count, spent_fen = excluded.spent_fen,
                recency = excluded.recency, frequency = excluded.frequency,
                monetary = excluded.monetary
            RETURNING s.member_id, s.rfm_class""",
            row -> Map.entry(row.uuid("member_id"), row.enumeration(RfmClass.class, "rfm_class")),
            run,
            members,
            present)
        .map(
            scored -> {
              Map<UUID, RfmClass> classes = new HashMap<>();
              scored.forEach(each -> classes.put(each.getKey(), each.getValue()));
              return classes;
            });
  }

  Uni<Void> classified(UUID run, int members) {
    return sql.update(
            "UPDATE rfm_run SET classified_count = classified_count + $2 WHERE id = $1",
            run,
            members)
        .replaceWithVoid();
  }

  Uni<Void> beginClearing(UUID run) {
    return sql.update("UPDATE rfm_run SET state = 'CLEARING' WHERE id = $1", run).replaceWithVoid();
  }

  /** Whom the next scores of earlier runs belong to; they are deleted. */
  Uni<List<UUID>> forgetOutdated(UUID run, UUID after, UUID until) {
    return sql.list(
        """
        DELETE FROM rfm_score WHERE member_id > $2 AND member_id <= $3 AND run_id <> $1
        RETURNING member_id""",
        row -> row.uuid("member_id"),
        run,
        after,
        until);
  }

  Uni<Looked> nextScores(UUID after, int limit) {
    return sql.first(
        """
        SELECT count(*)::int AS members, (array_agg(member_id ORDER BY member_id DESC))[1] AS last
        FROM (SELECT member_id FROM rfm_score WHERE member_id > $1
              ORDER BY member_id LIMIT $2) AS batch""",
        row -> new Looked(row.integer("members"), row.uuid("last")),
        after,
        (long) limit);
  }

  Uni<Void> finish(UUID run, Instant now) {
    return sql.update(
            """
            UPDATE rfm_run SET state = 'DONE', position = NULL, finished_at = $2 WHERE id = $1""",
            run,
            now)
        .replaceWithVoid();
  }

  static UUID position(RfmRun run) {
    return run.position() == null ? BEGINNING : run.position();
  }
}
