package io.siyu.audience;

import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One recomputation.
 *
 * @param month null for one that was asked for
 * @param asOf last day of the window; null before the first step
 * @param position null at the beginning of a step
 * @param finishedAt null until it is done
 */
record RfmRun(
    UUID id,
    LocalDate month,
    int windowDays,
    RfmState state,
    LocalDate asOf,
    UUID position,
    int classified,
    Instant requestedAt,
    Instant finishedAt) {

  static final String COLUMNS =
      "id, month, window_days, state, as_of, position, classified_count, requested_at, finished_at";

  static RfmRun of(SqlRow row) {
    return new RfmRun(
        row.uuid("id"),
        row.date("month"),
        row.integer("window_days"),
        row.enumeration(RfmState.class, "state"),
        row.date("as_of"),
        row.uuid("position"),
        row.integer("classified_count"),
        row.instant("requested_at"),
        row.instant("finished_at"));
  }
}
