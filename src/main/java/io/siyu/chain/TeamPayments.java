package io.siyu.chain;

import io.siyu.order.OrderFacts;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.database.Ids;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Seats in teams are taken by payments, not by joining: a payment is seated, opens a team, or is
 * given back. It never fails because a team is full or over.
 */
@ApplicationScoped
class TeamPayments {

  private final TeamRows teams;
  private final EntryRows entries;
  private final ChainRows chains;
  private final ChainHints hints;
  private final TeamAnnouncements announcements;
  private final OrderRefunds refunds;
  private final CrashPoints crashPoints;

  TeamPayments(
      TeamRows teams,
      EntryRows entries,
      ChainRows chains,
      ChainHints hints,
      TeamAnnouncements announcements,
      OrderRefunds refunds,
      CrashPoints crashPoints) {
    this.teams = teams;
    this.entries = entries;
    this.chains = chains;
    this.hints = hints;
    this.announcements = announcements;
    this.refunds = refunds;
    this.crashPoints = crashPoints;
  }

  /**
   * In the transaction of the payment, under its member's lock.
   *
   * @param paidAt the gateway's time
   * @return false when the order is none of a team buy's entry that waits for its payment
   */
  Uni<Boolean> paid(OrderFacts order, Instant paidAt) {
    return teams
        .waiting(order.orderId())
        .chain(
            entry ->
                entry == null
                    ? Uni.createFrom().item(false)
                    : place(order, entry, paidAt)
                        .invoke(() -> hints.changed(entry.chain()))
                        .replaceWith(true));
  }

  private Uni<Void> place(OrderFacts order, TeamRows.Waiting entry, Instant paidAt) {
    if (entry.team() == null) {
      // Or the one that was asked for has ended: then TeamEnds took it away.
      return open(order, entry, paidAt, "TEAM_ENDED");
    }
    return teams
        .takeSeat(order.orderId(), paidAt)
        .invoke(() -> crashPoints.reach("team.seated"))
        .chain(
            seated -> {
              if (seated != null) {
                hints.teamChanged(seated.team());
                return seated.formed()
                    ? form(entry.chain(), seated.team())
                    : Uni.createFrom().voidItem();
              }
              return switch (entry.whenFull()) {
                case OPEN_OWN ->
                    teams
                        .obstacle(order.orderId(), paidAt)
                        .chain(why -> open(order, entry, paidAt, why));
                case REFUND -> giveBack(order, entry, paidAt);
              };
            });
  }

  private Uni<Void> form(UUID chain, UUID team) {
    return teams
        .confirm(team)
        .chain(() -> announcements.formed(chain, team))
        .invoke(() -> crashPoints.reach("team.formed"));
  }

  /**
   * @param why it has no seat in the team that was asked for, if one was
   */
  private Uni<Void> open(OrderFacts order, TeamRows.Waiting entry, Instant paidAt, String why) {
    UUID team = Ids.next();
    return teams
        .open(order.orderId(), team, paidAt)
        .invoke(() -> crashPoints.reach("team.opened"))
        .chain(
            goesOn -> {
              if (goesOn == null) {
                return giveBack(order, entry, paidAt);
              }
              // Of one that is over, its end is told alone.
              return goesOn ? tellOfOwn(entry, team, why) : Uni.createFrom().voidItem();
            });
  }

  /** Whoever asked to open one has what was asked for ({@link TeamJoining}). */
  private Uni<Void> tellOfOwn(TeamRows.Waiting entry, UUID team, String why) {
    return switch (entry.whenFull()) {
      case OPEN_OWN -> announcements.seatedElsewhere(entry.chain(), entry.id(), team, why);
      case REFUND -> Uni.createFrom().voidItem();
    };
  }

  /** The money is kept and given back: {@link ChainOrders#onRefunded} ends the entry. */
  private Uni<Void> giveBack(OrderFacts order, TeamRows.Waiting entry, Instant paidAt) {
    return teams
        .obstacle(order.orderId(), paidAt)
        .call(cause -> entries.setCause(entry.id(), cause))
        .call(cause -> refunds.refundWhole(order.orderId(), cause))
        .chain(cause -> announcements.givenBack(entry.chain(), entry.id(), cause))
        .invoke(() -> crashPoints.reach("team.givenBack"));
  }

  /**
   * The order of a seated entry was refunded. Until its team forms, the seat is free again; then it
   * stays counted, and changes nothing for the others.
   *
   * @param team as {@link TeamRows#lock} found it
   */
  Uni<Void> leave(EntryRows.Ended ended, TeamTerms team) {
    return switch (team.state()) {
      case FORMED -> Uni.createFrom().voidItem();
      case FAILED -> chains.letGo(ended.chain(), ended.weight());
      case OPEN ->
          teams
              .freeSeat(team.id())
              .invoke(() -> hints.teamChanged(team.id()))
              .chain(() -> chains.letGo(ended.chain(), ended.weight()));
    };
  }
}
