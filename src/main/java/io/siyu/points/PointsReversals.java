package io.siyu.points;

import io.siyu.points.PointsAccounts.Account;
import io.siyu.points.PointsEntries.Business;
import io.siyu.points.PointsLots.EarnedLot;
import io.siyu.points.PointsLots.LotState;
import io.siyu.points.PointsPartialUndos.Reversed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Takes back what was earned, whole or in part, for {@link PointsLedger}; the account is locked and
 * nothing in it is due. A part says what is to be left rather than what to take, so that an earning
 * may be taken back in whatever steps, pending or spendable, and ends at the same number.
 */
@ApplicationScoped
class PointsReversals {

  private final PointsEntries entries;
  private final PointsPartialUndos partialUndos;
  private final PointsLots lots;
  private final PointsDebts debts;
  private final PointsAccounts accounts;
  private final PointsConfig config;

  PointsReversals(
      PointsEntries entries,
      PointsPartialUndos partialUndos,
      PointsLots lots,
      PointsDebts debts,
      PointsAccounts accounts,
      PointsConfig config) {
    this.entries = entries;
    this.partialUndos = partialUndos;
    this.lots = lots;
    this.debts = debts;
    this.accounts = accounts;
    this.config = config;
  }

  /** Everything, for good: the entry keeps a later earning of the same thing from counting. */
  Uni<Void> whole(Account account, Business thing, Instant now) {
    return partialUndos
        .reversed(thing)
        .chain(before -> plan(account, thing, before, 0))
        .chain(
            plan ->
                entries
                    .posted(PointsOperation.REVERSAL, thing, -plan.taken(), now)
                    .chain(entry -> takeBack(account, entry, plan, now)))
        .replaceWithVoid();
  }

  /**
   * All but so much; nothing when less is left already.
   *
   * @param part what undoes the part: once
   */
  Uni<Void> allBut(Account account, Business thing, Business part, long keep, Instant now) {
    return partialUndos
        .reversed(thing)
        .chain(
            before ->
                before.whole()
                    ? Uni.createFrom().voidItem()
                    : plan(account, thing, before, keep)
                        .chain(plan -> allBut(account, thing, part, plan, now)));
  }

  private Uni<Void> allBut(Account account, Business thing, Business part, Plan plan, Instant now) {
    return entries
        .posted(PointsOperation.REVERSAL, part, -plan.taken(), now)
        .chain(entry -> takeBack(account, entry, plan, now))
        .chain(
            entry ->
                entry == null
                    ? Uni.createFrom().voidItem()
                    : partialUndos.add(entry, thing, plan.demanded()));
  }

  /** What was owed before this account was made, whatever was earned by it. */
  Uni<Void> carried(Account account, Business departure, long points, Instant now) {
    long fromLots = Math.min(points, account.balance());
    Plan plan = new Plan(List.of(), null, 0, points, points, fromLots, List.of());
    return entries
        .posted(PointsOperation.REVERSAL, departure, -points, now)
        .chain(entry -> takeBack(account, entry, plan, now))
        .replaceWithVoid();
  }

  private Uni<Plan> plan(Account account, Business thing, Reversed before, long keep) {
    return lots.earnedBy(thing)
        .map(
            earned ->
                Plan.of(
                    earned, before.demanded(), keep, account.balance(), config.clawbackPolicy()));
  }

  /**
   * @param entry null when it was there before: then nothing else is to be done
   */
  private Uni<UUID> takeBack(Account account, UUID entry, Plan plan, Instant now) {
    if (entry == null) {
      return Uni.createFrom().nullItem();
    }
    UUID member = account.member();
    long owed = plan.taken() - plan.fromLots();
    return lots.voidPending(plan.voided())
        .chain(
            () ->
                plan.cut() == null
                    ? Uni.createFrom().voidItem()
                    : lots.replacePending(plan.cut(), plan.leftOfCut(), now))
        .chain(() -> lots.take(member, entry, plan.fromLots(), plan.spendable()))
        .chain(() -> debts.owe(member, entry, owed))
        .chain(() -> accounts.change(member, -plan.fromLots(), owed))
        .replaceWith(entry);
  }

  /**
   * What is taken from where.
   *
   * @param voided pending lots that go as a whole
   * @param cut the pending lot of which something is left, or null
   * @param demanded of spendable points, before the policy
   * @param taken after it
   * @param fromLots what of that the balance covers
   * @param spendable lots that give before all others
   */
  private record Plan(
      List<UUID> voided,
      UUID cut,
      long leftOfCut,
      long demanded,
      long taken,
      long fromLots,
      List<UUID> spendable) {

    static Plan of(
        List<EarnedLot> earned,
        long demandedBefore,
        long keep,
        long balance,
        ClawbackPolicy policy) {
      List<UUID> spendable = new ArrayList<>();
      List<EarnedLot> waiting = new ArrayList<>();
      long enjoyed = 0;
      long pending = 0;
      for (EarnedLot lot : earned) {
        if (lot.state() == LotState.PENDING) {
          waiting.add(lot);
          pending += lot.enjoyed();
        } else {
          spendable.add(lot.id());
          enjoyed += lot.enjoyed();
        }
      }
      // What expired unused after it had been asked back is not asked back twice.
      long standing = Math.max(0, enjoyed - demandedBefore);
      long excess = Math.max(0, pending + standing - keep);
      long left = Math.min(excess, pending);
      long demanded = excess - left;
      long taken = policy.taken(demanded, balance);
      List<UUID> voided = new ArrayList<>();
      for (EarnedLot lot : waiting) {
        if (left > 0 && left < lot.enjoyed()) {
          return new Plan(
              voided,
              lot.id(),
              lot.enjoyed() - left,
              demanded,
              taken,
              Math.min(taken, balance),
              spendable);
        }
        if (left > 0) {
          voided.add(lot.id());
          left -= lot.enjoyed();
        }
      }
      return new Plan(voided, null, 0, demanded, taken, Math.min(taken, balance), spendable);
    }
  }
}
