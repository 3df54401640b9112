package io.siyu.member.referral;

import io.micrometer.core.instrument.MeterRegistry;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Keeps what looks like fraud, and counts it in the metric {@code siyu.referral.signals}. The same
 * thing between the same two is one row, so that nobody fills the table by repeating it.
 */
@ApplicationScoped
class ReferralSignals {

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final MeterRegistry meters;

  ReferralSignals(Database database, Sql sql, Clock clock, MeterRegistry meters) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * In the caller's transaction.
   *
   * @param member who came with the code
   * @param inviter whose code it was
   * @param detail at most 80 characters, nothing personal
   */
  Uni<Void> keep(ReferralSignalKind kind, UUID member, UUID inviter, String detail) {
    database.afterCommit(
        () -> meters.counter("siyu.referral.signals", "kind", kind.name()).increment());
    return sql.update(
            """
            INSERT INTO referral_signal AS s
              (id, kind, member_id, inviter_id, detail, first_at, last_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6)
            ON CONFLICT ON CONSTRAINT referral_signal_once DO UPDATE
            SET times = least(s.times + 1, 1000000), last_at = excluded.last_at,
                detail = excluded.detail""",
            Ids.next(),
            kind,
            member,
            inviter,
            detail,
            clock.instant())
        .replaceWithVoid();
  }

  /** For staff; newest first, by their first time. A null asks nothing. */
  Uni<Page<ReferralSignal>> page(ReferralSignalKind kind, UUID member, Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT id, kind, member_id, inviter_id, detail, times, first_at, last_at
                    FROM referral_signal
                    WHERE id < $1 AND ($3::text IS NULL OR kind = $3)
                      AND ($4::uuid IS NULL OR member_id = $4 OR inviter_id = $4)
                    ORDER BY id DESC LIMIT $2""",
                    ReferralSignal::of,
                    after == null ? Invites.END : after.uuid(0),
                    size + 1,
                    kind,
                    member))
        .map(rows -> Page.of(rows, size));
  }
}
