package io.siyu.points;

import io.siyu.member.Allowance;
import io.siyu.member.Allowances;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.points.PointsEntries.Business;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Whoever owes points and leaves owes them on the day of the return. */
@ApplicationScoped
class DebtAllowance implements Allowances {

  /** The business type of what an account takes over from one before it. */
  static final String EARLIER_ACCOUNT = "EARLIER_ACCOUNT";

  private static final String POINTS = "POINTS";

  private final Sql sql;
  private final Clock clock;
  private final PointsAccounts accounts;
  private final PointsLedger ledger;
  private final PointsReversals reversals;

  DebtAllowance(
      Sql sql,
      Clock clock,
      PointsAccounts accounts,
      PointsLedger ledger,
      PointsReversals reversals) {
    this.sql = sql;
    this.clock = clock;
    this.accounts = accounts;
    this.ledger = ledger;
    this.reversals = reversals;
  }

  @Override
  public String kind() {
    return "pointsDebt";
  }

  @Override
  public Uni<List<Allowance>> used(UUID member) {
    return sql.list(
        "SELECT debt FROM points_account WHERE member_id = $1 AND debt > 0",
        row -> new Allowance(POINTS, Allowance.ALWAYS, row.number("debt")),
        member);
  }

  /**
   * An entry of its own takes as much as was owed; what is there and has not expired pays first.
   */
  @Override
  public Uni<Void> restore(UUID member, List<Allowance> used) {
    Instant now = clock.instant();
    Business business = new Business(member, EARLIER_ACCOUNT, Ids.next().toString());
    long owed = used.stream().mapToLong(Allowance::amount).sum();
    return accounts
        .lock(member)
        .chain(() -> ledger.lapse(List.of(member), now))
        .chain(() -> accounts.lock(member))
        .chain(account -> reversals.carried(account, business, owed, now));
  }
}
