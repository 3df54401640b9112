package io.siyu.chain;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.order.CancelResult;
import io.siyu.order.OrderCancellation;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.database.Database;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Leaving a chain before it closes. */
@ApplicationScoped
public class ChainWithdrawal {

  private static final String MUTATION = "withdrawFromChain";
  private static final String CAUSE = "WITHDRAWN_BY_MEMBER";

  private final Database database;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final ChainRows chains;
  private final EntryRows entries;
  private final OrderRefunds refunds;
  private final OrderCancellation cancellation;
  private final TeamRows teams;
  private final CrashPoints crashPoints;

  ChainWithdrawal(
      Database database,
      Idempotency idempotency,
      MemberDirectory members,
      ChainRows chains,
      EntryRows entries,
      OrderRefunds refunds,
      OrderCancellation cancellation,
      TeamRows teams,
      CrashPoints crashPoints) {
    this.database = database;
    this.idempotency = idempotency;
    this.members = members;
    this.chains = chains;
    this.entries = entries;
    this.refunds = refunds;
    this.cancellation = cancellation;
    this.teams = teams;
    this.crashPoints = crashPoints;
  }

  /**
   * A paid entry is refunded and struck through; its number is never given again. An unpaid one is
   * cancelled; one whose member has done that before stays so.
   *
   * @return the entry's id
   * @throws Refusal CHAIN_CLOSED once the deadline has passed, ENTRY_ENDED when it ended before,
   *     TEAM_FORMED or TEAM_ENDED when its team has; then nothing was changed
   * @throws RequestFailure NOT_FOUND when the member has no such entry
   */
  public Uni<UUID> withdraw(UUID member, UUID entryId, String idempotencyKey) {
    Fingerprint fingerprint = Fingerprint.of(entryId);
    return idempotency
        .find(member, MUTATION, idempotencyKey, fingerprint)
        .chain(
            done ->
                done == null
                    ? withdrawNow(member, entryId, idempotencyKey, fingerprint)
                    : Uni.createFrom().item(done));
  }

  private Uni<UUID> withdrawNow(
      UUID member, UUID entryId, String idempotencyKey, Fingerprint fingerprint) {
    return database
        .read(() -> owned(entryId, member))
        .chain(
            entry ->
                entry.state() == EntryState.RESERVED
                    // The gateway is asked first, and may say that the money was faster.
                    ? cancellation
                        .cancel(entry.order(), CAUSE)
                        .invoke(() -> crashPoints.reach("chain.withdrawnUnpaid"))
                    : Uni.createFrom().item(CancelResult.ALREADY_PAID))
        .chain(
            result ->
                idempotency.once(
                    member,
                    MUTATION,
                    idempotencyKey,
                    fingerprint,
                    () ->
                        result == CancelResult.CANCELLED
                            ? Uni.createFrom().item(entryId)
                            : withdrawOrRepeat(member, entryId)));
  }

  /** Whoever died between cancelling an unpaid order and saying so has withdrawn. */
  private Uni<UUID> withdrawOrRepeat(UUID member, UUID entryId) {
    return owned(entryId, member)
        .chain(
            entry ->
                entry.state() == EntryState.EXPIRED
                    ? cancellation.wasCancelled(entry.order(), CAUSE)
                    : Uni.createFrom().item(false))
        .chain(done -> done ? Uni.createFrom().item(entryId) : withdrawPaid(member, entryId));
  }

  private Uni<UUID> withdrawPaid(UUID member, UUID entryId) {
    return members
        .lock(member)
        .chain(() -> owned(entryId, member))
        .chain(entry -> teams.lock(entry.order()))
        .chain(
            team ->
                // Read again: the team may have formed before it was locked.
                owned(entryId, member).invoke(entry -> refuseIfEnded(entry.state(), team)))
        .call(entry -> refunds.refundWhole(entry.order(), CAUSE))
        .call(entry -> entries.setCause(entryId, CAUSE))
        .call(entry -> requireOpen(entry.chain()))
        .replaceWith(entryId);
  }

  private Uni<Void> requireOpen(UUID chain) {
    return chains
        .lockIfOpen(chain)
        .chain(
            open ->
                open
                    ? Uni.createFrom().voidItem()
                    : chains
                        .require(chain)
                        .invoke(
                            ended -> {
                              throw givesBack(ended) ? givenBack() : closed();
                            })
                        .replaceWithVoid());
  }

  /**
   * @param team null outside of team buys; once its time is over, it is for {@link TeamEnds} to say
   *     whether it formed
   */
  private void refuseIfEnded(EntryState entry, TeamTerms team) {
    if (entry == EntryState.CONFIRMED) {
      throw team == null ? closed() : formed();
    }
    if (entry != EntryState.PAID) {
      throw endedBefore();
    }
    if (team != null && !team.isJoinable(chains.now())) {
      throw TeamJoining.ended("entryId");
    }
  }

  private Uni<EntryRows.Owned> owned(UUID entry, UUID member) {
    return entries
        .owned(entry, member)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Chain entry"));
  }

  private static Refusal endedBefore() {
    return Refusal.of(
        ChainRefusalCode.ENTRY_ENDED,
        "This entry has ended already; there is nothing to withdraw.",
        "input",
        "entryId");
  }

  private static Refusal formed() {
    return Refusal.of(
        ChainRefusalCode.TEAM_FORMED,
        "The team has formed, so the entry stays. Ask the staff if something is wrong.",
        "input",
        "entryId");
  }

  private static boolean givesBack(ChainTerms ended) {
    return ended.state() == ChainState.CANCELLED || ended.outcome() == ChainOutcome.FAILED;
  }

  private static Refusal givenBack() {
    return Refusal.of(
        ChainRefusalCode.CHAIN_CLOSED,
        "The chain-buy came to nothing. What was paid goes back by itself, the way it came.",
        "input",
        "entryId");
  }

  private static Refusal closed() {
    return Refusal.of(
        ChainRefusalCode.CHAIN_CLOSED,
        "The chain-buy is closed, so the entry stays. Ask the staff if something is wrong.",
        "input",
        "entryId");
  }
}
