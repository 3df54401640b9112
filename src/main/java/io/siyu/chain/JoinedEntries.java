package io.siyu.chain;

import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.order.OrderCheckout;
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

  /**
   * @param chain null for entries in all chains
   */
  Uni<JoinedChain.Connection> page(UUID member, UUID chain, Integer first, String after) {
    return entries.ofMember(member, chain, first, after).chain(this::withChains);
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
                                .onFailure(failure -> inVain(failure) != null)
                                .recoverWithItem(
                                    failure ->
                                        JoinChainPayload.inVain(entry, order, inVain(failure)))));
  }

  /**
   * The entry stands whatever becomes of this: the client can pay its order later; unless that
   * would be in vain, which is a failure.
   */
  private Uni<PaymentParameters> payment(UUID member, EntryTerms entry) {
    if (entry.state() != EntryState.RESERVED) {
      return Uni.createFrom().nullItem();
    }
    return checkout
        .prepay(member, entry.orderId())
        .map(PaymentParameters::of)
        .onFailure(failure -> inVain(failure) == null)
        .invoke(failure -> LOG.warnf("An entry's payment was not prepared: %s", failure.toString()))
        .onFailure(failure -> inVain(failure) == null)
        .recoverWithNull();
  }

  /**
   * @return what whoever joins now would be told; null for every other failure
   */
  private static Refusal inVain(Throwable failure) {
    if (!(failure instanceof Refusal refusal)) {
      return null;
    }
    return switch (refusal.code()) {
      case "CHAIN_CLOSED" -> ChainJoining.closed();
      case "TEAM_FULL" -> TeamJoining.full();
      case "TEAM_ENDED" -> TeamJoining.ended("teamId");
      case "ALREADY_IN_TEAM" -> TeamJoining.alreadyIn();
      default -> null;
    };
  }
}
