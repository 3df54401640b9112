package io.siyu.audience;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Runs of RFM and what they found; at most one run is under way, the database sees to it. */
@ApplicationScoped
class RfmRuns {

  private final Database database;
  private final Sql sql;

  RfmRuns(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * The run of a month, once; nothing while another one is under way: the next minute asks again.
   */
  Uni<Void> requestMonthly(LocalDate month, int windowDays, Instant now) {
    return sql.update(
            """
            INSERT INTO rfm_run (id, month, window_days, requested_at)
            SELECT $1, $2, $3, $4
            WHERE NOT EXISTS (SELECT FROM rfm_run WHERE month = $2)
            ON CONFLICT DO NOTHING""",
            Ids.next(),
            month,
            windowDays,
            now)
        .replaceWithVoid();
  }

  /**
   * The run under way, whoever asked for it; else a new one. Null when one was under way until just
   * now, so that nothing was asked for. In the caller's transaction.
   */
  Uni<RfmRun> request(int windowDays, Instant now) {
    return sql.update(
            """
            INSERT INTO rfm_run (id, window_days, requested_at) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING""",
            Ids.next(),
            windowDays,
            now)
        .chain(
            () ->
                sql.first(
                    "SELECT %s FROM rfm_run WHERE state <> 'DONE'".formatted(RfmRun.COLUMNS),
                    RfmRun::of));
  }

  /** The one that is not done; locked, so that two workers take turns. Null when all are done. */
  Uni<RfmRun> lockOpen() {
    return sql.first(
        "SELECT %s FROM rfm_run WHERE state <> 'DONE' FOR NO KEY UPDATE".formatted(RfmRun.COLUMNS),
        RfmRun::of);
  }

  /**
   * @return null before the first run
   */
  Uni<RfmRun> latest() {
    return database.read(this::latestInLane);
  }

  private Uni<RfmRun> latestInLane() {
    return sql.first(
        "SELECT %s FROM rfm_run ORDER BY (state = 'DONE'), requested_at DESC, id DESC LIMIT 1"
            .formatted(RfmRun.COLUMNS),
        RfmRun::of);
  }

  Uni<Map<RfmClass, Integer>> counts() {
    return database
        .read(
            () ->
                sql.list(
                    "SELECT rfm_class, count(*)::int AS members FROM rfm_score GROUP BY rfm_class",
                    row ->
                        Map.entry(
                            row.enumeration(RfmClass.class, "rfm_class"), row.integer("members"))))
        .map(
            found -> {
              Map<RfmClass, Integer> counts = new EnumMap<>(RfmClass.class);
              found.forEach(each -> counts.put(each.getKey(), each.getValue()));
              return counts;
            });
  }

  /** Members without an order in the window are missing. */
  Uni<Map<UUID, RfmClass>> classesOf(Collection<UUID> members) {
    return database
        .read(
            () ->
                sql.list(
                    "SELECT member_id, rfm_class FROM rfm_score WHERE member_id = ANY($1)",
                    row ->
                        Map.entry(
                            row.uuid("member_id"), row.enumeration(RfmClass.class, "rfm_class")),
                    Set.copyOf(members)))
        .map(
            found -> {
              Map<UUID, RfmClass> classes = new HashMap<>();
              found.forEach(each -> classes.put(each.getKey(), each.getValue()));
              return classes;
            });
  }
}
