package io.siyu.chain;

import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.order.DeliveryChoice;
import io.siyu.order.NewOrder;
import io.siyu.order.NewOrderLine;
import io.siyu.order.OrderCreation;
import io.siyu.order.OrderSource;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Joining a chain: goods, maximum and limit are held at once, the number comes with the payment.
 */
@ApplicationScoped
public class ChainJoining {

  static final int MAX_LINES = 20;
  static final int MAX_QUANTITY = 999;
  static final int MAX_NOTE = 200;

  /** How long an entry waits for its payment, at most: the deadline may be sooner. */
  static final Duration PAYMENT_TIME = Duration.ofMinutes(15);

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final ChainRows chains;
  private final JoinOffers offers;
  private final EntryRows entries;
  private final ChainStock stock;
  private final OrderCreation orders;
  private final Sql sql;
  private final CrashPoints crashPoints;

  ChainJoining(
      Idempotency idempotency,
      MemberDirectory members,
      ChainRows chains,
      JoinOffers offers,
      EntryRows entries,
      ChainStock stock,
      OrderCreation orders,
      Sql sql,
      CrashPoints crashPoints) {
    this.idempotency = idempotency;
    this.members = members;
    this.chains = chains;
    this.offers = offers;
    this.entries = entries;
    this.stock = stock;
    this.orders = orders;
    this.sql = sql;
    this.crashPoints = crashPoints;
  }

  /**
   * @param lines 1–20, every item once, 1–999 units each
   * @param note at most 200 characters, shown to everybody; or null
   * @param delivery null for the chain's only pick-up point
   * @return the entry's id
   * @throws Refusal CHAIN_CLOSED, OUT_OF_STOCK, MEMBER_LIMIT_REACHED, CHAIN_FULL, UNPAID_TOO_OFTEN,
   *     or TEAM_BUY for {@link TeamJoining}; then nothing was changed
   * @throws RequestFailure NOT_FOUND when there is no such chain
   */
  public Uni<UUID> join(
      UUID member,
      UUID chain,
      List<JoinLine> lines,
      String note,
      DeliveryChoice delivery,
      String idempotencyKey) {
    JoinWish wish = JoinWish.checked(lines, note, delivery);
    return idempotency.once(
        member,
        "joinChain",
        idempotencyKey,
        Fingerprint.of(chain, wish.lines(), wish.note(), wish.delivery()),
        () -> join(member, chain, wish, ChainJoining::refuseTeamBuy));
  }

  /**
   * In the caller's transaction.
   *
   * @param placing where the entry shall sit; null where the chain is no team buy
   */
  Uni<UUID> join(
      UUID member, UUID chain, JoinWish wish, Function<ChainTerms, Uni<TeamPlace>> placing) {
    return members
        .lock(member)
        .chain(() -> offer(member, chain))
        .chain(
            offer -> placing.apply(offer.chain()).chain(place -> join(member, offer, wish, place)));
  }

  private static Uni<TeamPlace> refuseTeamBuy(ChainTerms chain) {
    if (chain.isTeamBuy()) {
      throw Refusal.of(
          ChainRefusalCode.TEAM_BUY,
          "This is a team buy. Join one of its teams, or open one, by joinTeam.",
          "input",
          "chainId");
    }
    return Uni.createFrom().nullItem();
  }

  /** Read without locks: what an open chain sells, and for how much, does not change any more. */
  private Uni<ChainOffer> offer(UUID member, UUID chainId) {
    return chains
        .chain(chainId)
        .invoke(
            chain -> {
              if (chain == null || chain.publishedAt() == null) {
                throw RequestFailure.notFound("Chain");
              }
              if (!chain.isJoinable(chains.now())) {
                throw closed();
              }
            })
        .chain(
            chain ->
                chains.items(List.of(chainId)).chain(items -> offers.offer(member, chain, items)));
  }

  private Uni<UUID> join(UUID member, ChainOffer offer, JoinWish wish, TeamPlace place) {
    if (place != null && !offer.customer()) {
      throw staff();
    }
    List<ChainStock.Wanted> wanted = offer.wanted(wish.lines());
    ChainTerms chain = offer.chain();
    DeliveryChoice choice = offer.delivery(wish.delivery());
    EntryWeight weight = EntryWeight.of(measure(chain.unit(), wanted), offer.customer());
    UUID entry = Ids.next();
    return stock
        .take(member, wanted)
        .chain(() -> orders.create(order(member, chain, wanted, choice, payBy(chain, place))))
        .chain(
            order ->
                entries.insert(
                    entry, chain.id(), member, order, weight, wish.note(), wanted, place))
        .invoke(() -> crashPoints.reach("chain.joined"))
        .chain(() -> chains.hold(chain.id(), weight))
        .chain(held -> held == 1 ? Uni.createFrom().item(entry) : refuse(chain.id(), weight));
  }

  private Instant payBy(ChainTerms chain, TeamPlace place) {
    Instant end = place == null || place.payBy() == null ? chain.deadline() : place.payBy();
    Instant limit = chains.now().plus(PAYMENT_TIME);
    return limit.isBefore(end) ? limit : end;
  }

  private static NewOrder order(
      UUID member,
      ChainTerms chain,
      List<ChainStock.Wanted> wanted,
      DeliveryChoice delivery,
      Instant payBy) {
    return new NewOrder(
        member,
        OrderSource.CHAIN,
        chain.id(),
        wanted.stream()
            .map(
                line -> new NewOrderLine(line.item().skuId(), line.quantity(), line.item().price()))
            .toList(),
        List.of(),
        0,
        delivery,
        payBy,
        true,
        // Each payment takes the chain's next number. One that takes a seat as well goes alone.
        chain.isTeamBuy() ? null : chain.id());
  }

  static long measure(ChainUnit unit, List<ChainStock.Wanted> wanted) {
    return switch (unit) {
      case ORDERS -> 1;
      case UNITS -> wanted.stream().mapToLong(ChainStock.Wanted::quantity).sum();
      case AMOUNT ->
          wanted.stream()
              .map(line -> line.item().price().times(line.quantity()))
              .reduce(Money.ZERO, Money::plus)
              .fen();
    };
  }

  /** The chain was closed, or filled up, since it was read. */
  private Uni<UUID> refuse(UUID chain, EntryWeight weight) {
    return sql.first(
            "SELECT coalesce(maximum, 2147483647) - held - "
                + ChainRows.KEPT_FOR_CUSTOMERS
                + " AS room FROM chain WHERE id = $1",
            row -> row.number("room"),
            chain,
            weight.counts())
        .chain(
            room ->
                chains
                    .lockIfOpen(chain)
                    .invoke(
                        open -> {
                          throw open ? full(room, weight.counts()) : closed();
                        })
                    .map(open -> chain));
  }

  private static Refusal full(long room, boolean customer) {
    return Refusal.of(
            ChainRefusalCode.CHAIN_FULL,
            customer
                ? "The chain-buy is full or nearly so. Choose fewer, or look for another one."
                : "What is left is kept for customers, who alone fill the minimum. Choose fewer, or"
                    + " wait until it is reached.",
            "input",
            "items")
        .with("available", Math.toIntExact(Math.max(0, room)));
  }

  private static Refusal staff() {
    return Refusal.of(
        ChainRefusalCode.STAFF_FILL_NO_TEAM,
        "Teams are made of customers, and you work for the brand in one of the communities. Invite"
            + " members to it.",
        "input",
        "chainId");
  }

  static Refusal closed() {
    return Refusal.of(
        ChainRefusalCode.CHAIN_CLOSED,
        "This chain-buy is closed. Look for another one.",
        "input",
        "chainId");
  }

  /** One kind of goods that a member joins for. */
  public record JoinLine(UUID itemId, Integer quantity) {}
}
