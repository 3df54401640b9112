package io.siyu.chain;

import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.order.OrderCheckout;
import io.siyu.order.OrderErrorCode;
import io.siyu.order.OrderView;
import io.siyu.order.OrderViews;
import io.siyu.order.PaymentParameters;
import io.siyu.platform.graphql.Connections;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** A member's own entries, with their chains and orders. */
@ApplicationScoped
class JoinedEntries {

  private static final Logger LOG = Logger.getLogger(JoinedEntries.class);

  private final EntryQueries entries;
  private final ChainQueries chains;
  private final OrderViews orders;
  private final OrderCheckout checkout;
  private final TeamQueries teams;
  private final Clock clock;

  JoinedEntries(
      EntryQueries entries,
      ChainQueries chains,
      OrderViews orders,
      OrderCheckout checkout,
      TeamQueries teams,
      Clock clock) {
    this.entries = entries;
    this.chains = chains;
    this.orders = orders;
    this.checkout = checkout;
    this.teams = teams;
    this.clock = clock;
  }

  Uni<JoinedChain.Connection> page(UUID member, Integer first, String after) {
    return entries.ofMember(member, first, after).chain(this::withChains);
  }

  private Uni<JoinedChain.Connection> withChains(Page<EntryTerms> page) {
    return chains
        .byIds(page.items().stream().map(EntryTerms::chainId).distinct().toList())
        .chain(
            found ->
                orders
                    .byIds(page.items().stream().map(EntryTerms::orderId).toList())
                    .chain(
                        views ->
                            teams
                                .byIds(teamsOf(page))
                                .map(seats -> connection(page, found, views, seats))));
  }

  private static List<UUID> teamsOf(Page<EntryTerms> page) {
    return page.items().stream()
        .map(EntryTerms::teamId)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private JoinedChain.Connection connection(
      Page<EntryTerms> page,
      Map<UUID, ChainTerms> chains,
      Map<UUID, OrderView> orders,
      Map<UUID, TeamTerms> teams) {
    Instant now = clock.instant();
    Function<EntryTerms, JoinedChain> view =
        entry ->
            new JoinedChain(
                ChainEntry.of(entry),
                ChainSummary.of(chains.get(entry.chainId()), now),
                orders.get(entry.orderId()),
                entry.teamId() == null ? null : ChainTeam.of(teams.get(entry.teamId()), now),
                entry.counts());
    return new JoinedChain.Connection(
        page.map(view).items(),
        Connections.edges(page, EntryQueries::cursorOfMember, view, JoinedChain.Edge::new),
        Connections.pageInfo(page, EntryQueries::cursorOfMember));
  }

  /** What {@code joinChain} answers; the payment is prepared now, outside of any transaction. */
  Uni<JoinChainPayload> payload(UUID member, UUID entryId) {
    return entries
        .one(member, entryId)
        .chain(
            entry ->
                orders
                    .byId(member, entry.orderId())
                    .chain(
                        order ->
                            payment(member, entry)
                                .map(payment -> JoinChainPayload.joined(entry, order, payment))
                                .onFailure(JoinedEntries::isClosed)
                                .recoverWithItem(() -> JoinChainPayload.closed(entry, order))));
  }

  /**
   * The entry stands whatever becomes of this: the client can pay its order later; unless the chain
   * was closed since, which is a failure.
   */
  private Uni<PaymentParameters> payment(UUID member, EntryTerms entry) {
    if (entry.state() != EntryState.RESERVED) {
      return Uni.createFrom().nullItem();
    }
    return checkout
        .prepay(member, entry.orderId())
        .map(PaymentParameters::of)
        .onFailure(failure -> !isClosed(failure))
        .invoke(failure -> LOG.warnf("An entry's payment was not prepared: %s", failure.toString()))
        .onFailure(failure -> !isClosed(failure))
        .recoverWithNull();
  }

  private static boolean isClosed(Throwable failure) {
    return failure instanceof Refusal refusal
        && refusal.code().equals(OrderErrorCode.CHAIN_CLOSED.name());
  }
}
