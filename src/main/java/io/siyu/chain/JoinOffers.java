package io.siyu.chain;

import io.siyu.community.CommunityMemberships;
import io.siyu.community.CommunityMemberships.Moment;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Reads what an open chain offers to a member, whom the caller has locked: nothing for a while,
 * when the member held its goods unpaid too long lately
 * (docs/adr/0050-goods-are-not-held-unpaid-again-and-again.md).
 */
@ApplicationScoped
class JoinOffers {

  /**
   * When the entry ended with which it became too much, counted from the latest one; null when it
   * did not. Begun minutes count, so that a timeout that comes on the second is a whole one. What
   * was paid is no such entry, however late the money came, nor one whose team had formed without
   * it: it waited for a payment that would have found no seat.
   */
  private static final String TOO_MUCH =
      """
      SELECT max(u.ended_at) FROM (
        SELECT e.ended_at, sum(ceil(
            extract(epoch FROM least(e.ended_at - e.created_at, $4::bigint * interval '1 second'))
            / 60)) OVER (ORDER BY e.ended_at DESC, e.id) AS minutes
        FROM chain_entry e
        WHERE e.chain_id = $1 AND e.member_id = $2 AND e.state = 'EXPIRED'
          AND e.end_cause = 'UNPAID' AND e.ended_at > $3
          AND NOT EXISTS (SELECT FROM chain_team t
                          WHERE t.id = e.team_id AND t.formed_at <= e.ended_at)) u
      WHERE u.minutes >= $5::bigint""";

  private final Sql sql;
  private final CommunityMemberships memberships;
  private final ChainUnpaidConfig config;
  private final Clock clock;

  JoinOffers(Sql sql, CommunityMemberships memberships, ChainUnpaidConfig config, Clock clock) {
    this.sql = sql;
    this.memberships = memberships;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @throws Refusal UNPAID_TOO_OFTEN with the fact {@code againAt}
   */
  Uni<ChainOffer> offer(UUID member, ChainTerms chain, List<ChainItemTerms> items) {
    Instant now = clock.instant();
    return sql.first(
            """
            SELECT ARRAY(SELECT store_id FROM chain_pick_up_point WHERE chain_id = $1) AS stores,
              ARRAY(SELECT community_id FROM chain_community WHERE chain_id = $1) AS communities,
              (%s) AS too_much"""
                .formatted(TOO_MUCH),
            row ->
                new Facts(
                    List.of(row.raw().getArrayOfUUIDs("stores")),
                    List.of(row.raw().getArrayOfUUIDs("communities")),
                    row.instant("too_much")),
            chain.id(),
            member,
            now.minus(config.within()),
            ChainJoining.PAYMENT_TIME.toSeconds(),
            config.times() * ChainJoining.PAYMENT_TIME.toMinutes())
        .invoke(this::refuseIfTooMuch)
        .chain(
            facts ->
                isCustomer(member, facts.communities(), now)
                    .map(customer -> new ChainOffer(chain, items, facts.stores(), customer)));
  }

  private void refuseIfTooMuch(Facts facts) {
    if (facts.tooMuch() != null) {
      throw Refusal.of(
              ChainRefusalCode.UNPAID_TOO_OFTEN,
              "You reserved goods of this chain-buy and left them unpaid too often, while others"
                  + " wanted them. Join again later; againAt says when.",
              "input",
              "chainId")
          .with("againAt", facts.tooMuch().plus(config.within()));
    }
  }

  /** As of now: what becomes of the member later changes no entry. */
  private Uni<Boolean> isCustomer(UUID member, List<UUID> communities, Instant now) {
    return memberships
        .staffAmong(
            communities.stream().map(community -> new Moment(community, member, now)).toList())
        .map(Set::isEmpty);
  }

  private record Facts(List<UUID> stores, List<UUID> communities, Instant tooMuch) {}
}
