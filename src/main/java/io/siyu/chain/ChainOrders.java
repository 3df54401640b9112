package io.siyu.chain;

import io.siyu.kernel.Refusal;
import io.siyu.order.OrderCompleted;
import io.siyu.order.OrderErrorCode;
import io.siyu.order.OrderFacts;
import io.siyu.order.OrderParticipant;
import io.siyu.order.OrderSource;
import io.siyu.order.PaidOrder;
import io.siyu.payment.PaidAlone;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a chain does when something happens to the order of one of its entries. */
@ApplicationScoped
class ChainOrders implements OrderParticipant, EventSubscriber<OrderCompleted> {

  private final EntryRows entries;
  private final ChainRows chains;
  private final ChainStock stock;
  private final ChainHints hints;
  private final LateMoney lateMoney;
  private final TeamRows teams;
  private final TeamPayments teamPayments;
  private final ChainCoupons coupons;
  private final EntryUnits units;

  ChainOrders(
      EntryRows entries,
      ChainRows chains,
      ChainStock stock,
      ChainHints hints,
      LateMoney lateMoney,
      TeamRows teams,
      TeamPayments teamPayments,
      ChainCoupons coupons,
      EntryUnits units) {
    this.entries = entries;
    this.chains = chains;
    this.stock = stock;
    this.hints = hints;
    this.lateMoney = lateMoney;
    this.teams = teams;
    this.teamPayments = teamPayments;
    this.coupons = coupons;
    this.units = units;
  }

  @Override
  public OrderSource source() {
    return OrderSource.CHAIN;
  }

  /** A payment that came too late is kept and given back: {@link #onRefunded} ends the entry. */
  @Override
  public Uni<Void> onPaid(List<PaidOrder> orders) {
    return entries
        .pay(orders)
        .chain(
            chains -> {
              Set.copyOf(chains.values()).forEach(hints::changed);
              List<UUID> others =
                  orders.stream()
                      .map(paid -> paid.order().orderId())
                      .filter(order -> !chains.containsKey(order))
                      .toList();
              if (others.isEmpty()) {
                return Uni.createFrom().voidItem();
              }
              return orders.size() > 1
                  ? refuseMoney(others, null, true)
                  : seatOrRefuse(orders.get(0));
            });
  }

  /** Teams, too, come before the chain: their payments are told one by one. */
  private Uni<Void> seatOrRefuse(PaidOrder paid) {
    return teamPayments
        .paid(paid.order(), paid.paidAt())
        .chain(
            done ->
                done
                    ? Uni.createFrom().voidItem()
                    : refuseMoney(List.of(paid.order().orderId()), paid.paidAt(), false));
  }

  /**
   * A refund locks goods, which come before the chains that a batch of payments has locked.
   *
   * @param paidAt of the only one; null beside others
   */
  private Uni<Void> refuseMoney(List<UUID> orders, Instant paidAt, boolean besideOthers) {
    return entries
        .numbered(orders)
        .chain(
            numbered -> {
              List<UUID> tooLate =
                  orders.stream().filter(order -> !numbered.contains(order)).toList();
              if (besideOthers && !tooLate.isEmpty()) {
                throw new PaidAlone(tooLate);
              }
              return tooLate.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : lateMoney.giveBack(tooLate.get(0), paidAt);
            });
  }

  @Override
  public Uni<Void> onLateMoney(Map<UUID, Instant> paidAtByOrder) {
    return lateMoney.goesBack(paidAtByOrder);
  }

  @Override
  public Uni<Void> onReleased(OrderFacts order) {
    return entries
        .expire(order.orderId())
        .chain(
            ended ->
                ended == null
                    ? Uni.createFrom().voidItem()
                    : stock
                        .giveBack(ended.id(), ended.member())
                        .chain(() -> chains.letGo(ended.chain(), ended.weight())));
  }

  @Override
  public Uni<Void> onRefunded(OrderFacts order) {
    return teams
        .lock(order.orderId())
        .chain(
            team ->
                entries
                    .refund(order.orderId())
                    .chain(
                        ended -> ended == null ? Uni.createFrom().voidItem() : leave(ended, team)));
  }

  /** Until an entry is confirmed, it counts for its chain or team as a whole. */
  @Override
  public Uni<String> whyWholeOnly(OrderFacts order) {
    return units.lock(order.orderId()).map(PartedEntry::whyWholeOnly);
  }

  /** The entry, its number and coupon stay, and so does what the chain had when it was settled. */
  @Override
  public Uni<Void> onUnitsRefunded(OrderFacts order, Map<UUID, Integer> unitsBySku) {
    return units
        .lock(order.orderId())
        .chain(
            entry ->
                units
                    .take(entry.id(), unitsBySku)
                    .chain(taken -> giveBack(entry.state(), taken, entry.member())));
  }

  /** Goods that were handed over stay with the member, or are the store's business. */
  private Uni<Void> giveBack(EntryState state, List<ChainStock.Returned> taken, UUID member) {
    return state == EntryState.FULFILLED
        ? Uni.createFrom().voidItem()
        : stock.giveBack(taken, member);
  }

  /**
   * The deadline may have moved since the order was made: whoever closes early moves it. So may the
   * team have filled up whose seat is all that the entry wants.
   */
  @Override
  public Uni<Refusal> obstacleToPaying(UUID order) {
    return chains
        .isOpenFor(order)
        .chain(
            open ->
                open
                    ? teams.obstacleToPaying(order)
                    : Uni.createFrom().item(ChainRefusalCode.CHAIN_CLOSED))
        .map(obstacle -> obstacle == null ? null : inVain(obstacle));
  }

  private static Refusal inVain(ChainRefusalCode obstacle) {
    return Refusal.of(
        OrderErrorCode.valueOf(obstacle.name()),
        switch (obstacle) {
              case TEAM_FULL -> "The team has formed with others.";
              case TEAM_ENDED -> "The team's time is over.";
              case ALREADY_IN_TEAM -> "You have a seat in this team already.";
              default -> "The chain-buy is closed.";
            }
            + " What is paid now would only be given back.",
        "input",
        "orderId");
  }

  /** Nothing ships before success. */
  @Override
  public Uni<Boolean> mayShip(OrderFacts order) {
    return entries.isConfirmed(order.orderId());
  }

  private Uni<Void> leave(EntryRows.Ended ended, TeamTerms team) {
    hints.changed(ended.chain());
    // Coupons are locked before stock.
    return coupons
        .takeBack(ended.chain(), ended.member())
        .chain(() -> units.takeRest(ended.id()))
        .chain(taken -> giveBack(ended.state(), taken, ended.member()))
        .chain(
            () -> {
              if (!ended.numbered()) {
                return chains.letGo(ended.chain(), ended.weight());
              }
              return team == null
                  ? chains.uncount(ended.chain(), ended.weight())
                  : teamPayments.leave(ended, team);
            });
  }

  @Override
  public String name() {
    return "chain.fulfilEntry";
  }

  @Override
  public Class<OrderCompleted> eventType() {
    return OrderCompleted.class;
  }

  @Override
  public Uni<Void> on(OrderCompleted event) {
    return event.source() == OrderSource.CHAIN
        ? entries.fulfil(event.orderId())
        : Uni.createFrom().voidItem();
  }
}
