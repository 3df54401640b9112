package io.siyu.member;

import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Gives benefits, each once per member and period: the row that says so and the coupons are one
 * transaction, the caller's, in which the members are locked. An offer that has nothing left must
 * not undo what the benefit came with, such as a rise or an order's completion; so its benefit is
 * undone alone, kept as missed, and tried again while the period lasts.
 */
@ApplicationScoped
class BenefitGrants {

  private final Sql sql;
  private final Clock clock;
  private final BenefitCoupons coupons;
  private final CrashPoints crashPoints;

  BenefitGrants(Sql sql, Clock clock, BenefitCoupons coupons, CrashPoints crashPoints) {
    this.sql = sql;
    this.clock = clock;
    this.coupons = coupons;
    this.crashPoints = crashPoints;
  }

  /** One after the other, in the order of the offers, whose rows everybody wants. */
  Uni<Void> giveAll(List<DueBenefit> due) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (DueBenefit benefit :
        due.stream().sorted(Comparator.comparing(DueBenefit::template)).toList()) {
      all = all.chain(() -> give(benefit));
    }
    return all;
  }

  private Uni<Void> give(DueBenefit due) {
    return note(due)
        .chain(
            grant ->
                grant == null
                    ? Uni.createFrom().voidItem()
                    : hand(due, grant).invoke(() -> crashPoints.reach("tiers.afterBenefit")));
  }

  /**
   * @return the grant's id; null when there is nothing to give any more
   */
  private Uni<UUID> note(DueBenefit due) {
    return sql.first(
        """
        INSERT INTO member_benefit_grant AS g
          (id, member_id, benefit_id, type, period, copies, state, attempted_at)
        SELECT $1, $2, $3, $4, $5, $6, 'GRANTED', $7
        WHERE NOT EXISTS (
          SELECT FROM member_benefit_grant had
          WHERE $4 = 'BIRTHDAY_COUPON' AND had.type = $4 AND had.member_id = $2
            AND had.period = $5 AND had.state = 'GRANTED')
        ON CONFLICT ON CONSTRAINT member_benefit_grant_once DO UPDATE
        SET state = 'GRANTED', missed_reason = NULL, copies = excluded.copies,
            attempted_at = excluded.attempted_at
        WHERE g.state = 'MISSED'
        RETURNING g.id""",
        row -> row.uuid("id"),
        Ids.next(),
        due.member(),
        due.benefit(),
        due.type().name(),
        due.period(),
        due.copies(),
        clock.instant());
  }

  private Uni<Void> hand(DueBenefit due, UUID grant) {
    return sql.update("SAVEPOINT benefit")
        .chain(() -> copies(due, grant))
        .chain(() -> sql.update("RELEASE SAVEPOINT benefit"))
        .replaceWithVoid()
        .onFailure(Refusal.class)
        .recoverWithUni(refusal -> missed(grant, ((Refusal) refusal).code()));
  }

  private Uni<Void> copies(DueBenefit due, UUID grant) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (int copy = 1; copy <= due.copies(); copy++) {
      String key = grant + "/" + copy;
      all = all.chain(() -> coupons.give(due.member(), due.template(), key));
    }
    return all;
  }

  private Uni<Void> missed(UUID grant, String reason) {
    return sql.update("ROLLBACK TO SAVEPOINT benefit")
        .chain(
            () ->
                sql.update(
                    """
                    UPDATE member_benefit_grant SET state = 'MISSED', missed_reason = $2
                    WHERE id = $1""",
                    grant,
                    reason))
        .replaceWithVoid();
  }
}
