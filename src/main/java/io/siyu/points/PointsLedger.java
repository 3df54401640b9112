package io.siyu.points;

import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.points.PointsAccounts.Account;
import io.siyu.points.PointsEntries.Business;
import io.siyu.points.PointsLots.Lapsed;
import io.siyu.points.PointsLots.LotState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The ledger of points (积分): every move is an entry that can be replayed without effect, every
 * earning is a lot that can be traced. All methods lock the member first and join the caller's
 * transaction; a member who does not exist, or no more, is NOT_FOUND, except that what is given
 * back or reversed is so for those who have left, too.
 *
 * <p>Balance and debt are totals of the lots and of the open debts; {@link PointsReconciliation}
 * says what must hold between them.
 */
@ApplicationScoped
public class PointsLedger {

  /** More than a member has due at once; what is left is expired with the next move. */
  private static final int MAX_LAPSED = 2000;

  private final Database database;
  private final PointsAccounts accounts;
  private final PointsEntries entries;
  private final PointsLots lots;
  private final PointsDebts debts;
  private final PointsPartialUndos partialUndos;
  private final PointsReversals reversals;
  private final PointsConfig config;
  private final BrandCalendar calendar;

  PointsLedger(
      Database database,
      PointsAccounts accounts,
      PointsEntries entries,
      PointsLots lots,
      PointsDebts debts,
      PointsPartialUndos partialUndos,
      PointsReversals reversals,
      PointsConfig config,
      BrandCalendar calendar) {
    this.database = database;
    this.accounts = accounts;
    this.entries = entries;
    this.lots = lots;
    this.debts = debts;
    this.partialUndos = partialUndos;
    this.reversals = reversals;
    this.config = config;
    this.calendar = calendar;
  }

  /** Books an earning once; debt is repaid first. After a reversal of the same thing: nothing. */
  public Uni<Void> earn(Earning earning) {
    Instant now = calendar.now();
    Instant availableAt = earning.availableAt() == null ? now : earning.availableAt();
    boolean active = !availableAt.isAfter(now);
    return database.transaction(
        () ->
            accounts
                .lock(earning.member())
                .chain(
                    account ->
                        entries
                            .earned(earning, active ? now : null, now)
                            .onItem()
                            .ifNotNull()
                            .call(entry -> addLot(earning, entry, active, now))
                            .chain(
                                entry ->
                                    entry == null || !active
                                        ? Uni.createFrom().voidItem()
                                        : credit(account, earning.points()))));
  }

  /**
   * Makes the pending earnings of this thing spendable.
   *
   * @param expiresAt when they end, waiting not counted; null = never. What lasts longer stays so
   */
  public Uni<Void> activate(
      UUID member, String businessType, String businessId, Instant expiresAt) {
    Instant now = calendar.now();
    Business business = new Business(member, businessType, businessId);
    return database.transaction(
        () ->
            lapsed(accounts.lock(member), now)
                .chain(
                    account ->
                        lots.activate(business, expiresAt, now)
                            .chain(points -> credit(account, points))));
  }

  /**
   * Takes points, soonest-expiring first. A lock is a spend: {@link #giveBack} undoes it.
   *
   * @throws Refusal INSUFFICIENT_POINTS with the fact {@code balance} when the balance is smaller
   */
  public Uni<Void> spend(UUID member, long points, String businessType, String businessId) {
    if (points < 1) {
      throw new IllegalArgumentException("At least one point is spent.");
    }
    Instant now = calendar.now();
    Business business = new Business(member, businessType, businessId);
    return database.transaction(
        () ->
            lapsed(accounts.lock(member), now)
                .chain(
                    account ->
                        entries
                            .spentOn(business)
                            .chain(
                                spent ->
                                    spent == null
                                        ? spend(account, business, points, now)
                                        : requireSame(spent, points))));
  }

  /**
   * Returns what was spent on this thing to the lots it came from; nothing spent, no effect. A lot
   * that expired meanwhile opens again for a while.
   */
  public Uni<Void> giveBack(UUID member, String businessType, String businessId) {
    Instant now = calendar.now();
    Business business = new Business(member, businessType, businessId);
    return database.transaction(
        () ->
            lapsed(accounts.lockEvenIfGone(member), now)
                .chain(
                    account ->
                        entries
                            .givenBack(business, now)
                            .chain(
                                back ->
                                    back == null
                                        ? Uni.createFrom().voidItem()
                                        : giveBackTo(back.spendEntry(), back.points(), now)
                                            .chain(() -> credit(account, back.points())))));
  }

  /**
   * Returns so much of what was spent on this thing, as {@link #giveBack} does, once per part and
   * in proportion to the lots it came from.
   *
   * @param part names what undoes the part
   * @param points 1 or more; more than was spent and has not come back is a defect of the caller
   */
  public Uni<Void> giveBackPart(
      UUID member, String businessType, String businessId, Part part, long points) {
    Instant now = calendar.now();
    Business business = new Business(member, businessType, businessId);
    Business undone = new Business(member, part.type(), part.id());
    return database.transaction(
        () ->
            lapsed(accounts.lockEvenIfGone(member), now)
                .chain(
                    account ->
                        entries
                            .posted(PointsOperation.GIVE_BACK, undone, points, now)
                            .chain(
                                entry ->
                                    entry == null
                                        ? Uni.createFrom().voidItem()
                                        : giveBackPart(account, business, entry, points, now))));
  }

  /**
   * Takes back everything that was earned by this thing, for good: what is pending is voided; what
   * has become spendable goes back by the {@link ClawbackPolicy}, except what had expired unused.
   */
  public Uni<Void> reverse(UUID member, String businessType, String businessId) {
    Instant now = calendar.now();
    Business business = new Business(member, businessType, businessId);
    return database.transaction(
        () ->
            lapsed(accounts.lockEvenIfGone(member), now)
                .chain(account -> reversals.whole(account, business, now)));
  }

  /**
   * Takes back what this thing has earned so far, except for so much, as {@link #reverse} does:
   * pending first. Once per part; nothing when less is left already.
   *
   * @param part names what undoes the part, e.g. a refund: its business type and id
   * @param keep 0 or more
   */
  public Uni<Void> reverseAllBut(
      UUID member, String businessType, String businessId, Part part, long keep) {
    if (keep < 0) {
      throw new IllegalArgumentException("Nothing is the least that can be left.");
    }
    Instant now = calendar.now();
    Business business = new Business(member, businessType, businessId);
    Business undone = new Business(member, part.type(), part.id());
    return database.transaction(
        () ->
            lapsed(accounts.lockEvenIfGone(member), now)
                .chain(account -> reversals.allBut(account, business, undone, keep, now)));
  }

  /** Expires what is due of members whose accounts are locked already. */
  Uni<List<Lapsed>> lapse(Collection<UUID> members, Instant now) {
    return lots.lapse(members, now, MAX_LAPSED);
  }

  /** Makes available what is due of a member whose account is locked already. */
  Uni<Long> activateDue(Account account, Instant now) {
    return lots.activateDue(account.member(), now).call(points -> credit(account, points));
  }

  private Uni<Void> giveBackPart(
      Account account, Business business, UUID entry, long points, Instant now) {
    return entries
        .spend(business)
        .invoke(
            spent -> {
              if (spent == null || spent.points() < points) {
                throw new IllegalStateException("More would come back than was spent.");
              }
            })
        .chain(spent -> giveBackTo(spent.entry(), points, now))
        .chain(() -> partialUndos.add(entry, business, points))
        .chain(() -> credit(account, points));
  }

  private Uni<Void> addLot(Earning earning, UUID entry, boolean active, Instant now) {
    if (active) {
      return lots.add(earning, entry, LotState.ACTIVE, now);
    }
    boolean untilActivated = Earning.UNTIL_ACTIVATED.equals(earning.availableAt());
    return lots.add(
        earning, entry, LotState.PENDING, untilActivated ? null : earning.availableAt());
  }

  /** Points have come into lots: they pay debt first, the rest is balance. */
  private Uni<Void> credit(Account account, long points) {
    if (points == 0) {
      return Uni.createFrom().voidItem();
    }
    if (account.debt() == 0) {
      return accounts.change(account.member(), points, 0);
    }
    return debts
        .repay(account.member())
        .chain(repaid -> accounts.change(account.member(), points - repaid, -repaid));
  }

  private Uni<Account> lapsed(Uni<Account> locked, Instant now) {
    return locked.chain(
        account ->
            lapse(List.of(account.member()), now).map(lapsed -> account.less(total(lapsed))));
  }

  private static long total(List<Lapsed> lapsed) {
    return lapsed.stream().mapToLong(Lapsed::points).sum();
  }

  private Uni<Void> spend(Account account, Business business, long points, Instant now) {
    if (account.balance() < points) {
      throw Refusal.of(
              PointsRefusal.INSUFFICIENT_POINTS,
              "There are not enough points: use fewer, or collect more first.")
          .with("balance", account.balance());
    }
    return entries
        .posted(PointsOperation.SPEND, business, -points, now)
        .call(entry -> lots.take(account.member(), entry, points, List.of()))
        .chain(() -> accounts.change(account.member(), -points, 0));
  }

  /** A replay is fine; the same thing at another price is a defect that must not pass. */
  private static Uni<Void> requireSame(long spent, long points) {
    return spent == points
        ? Uni.createFrom().voidItem()
        : Uni.createFrom()
            .failure(new IllegalStateException("Another amount was spent on this thing before."));
  }

  /** What opens again does so to the end of a day: members are told of days. */
  private Uni<Void> giveBackTo(UUID spendEntry, long points, Instant now) {
    LocalDate lastDay = calendar.dayOf(now.plus(config.reopenedLotValidity()));
    return lots.giveBack(spendEntry, points, calendar.startOf(lastDay.plusDays(1)));
  }

  /** What undoes a part of a thing, e.g. one of several refunds; the same two undo once. */
  public record Part(String type, String id) {}
}
