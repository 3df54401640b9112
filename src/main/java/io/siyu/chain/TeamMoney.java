package io.siyu.chain;

import io.siyu.order.SourceMoney;
import io.siyu.order.SourceMoneyQueries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * The money of team buys that has to go back, whatever became of the rest: that of failed teams, of
 * payments that found no seat, and of members who left or were refunded.
 */
@ApplicationScoped
class TeamMoney {

  /** A chain {@code c} whose team failed with somebody in it. */
  static final String HAS_FAILED_TEAM =
      """
      EXISTS (SELECT FROM chain_team t
        WHERE t.chain_id = c.id AND t.state = 'FAILED' AND t.taken > 0)""";

  /** Whether a team buy {@code c} has dealt with every entry of its failed teams so far. */
  static final String WOUND_UP =
      """
      ((c.wound_up_at IS NOT NULL OR c.state IN ('OPEN', 'REACHED')) AND NOT EXISTS (
        SELECT FROM chain_team t
        WHERE t.chain_id = c.id AND t.state = 'FAILED' AND t.wound_up_at IS NULL))""";

  private static final String ORDERS =
      """
      SELECT e.order_id, e.chain_id AS part
      FROM chain_entry e LEFT JOIN chain_team t ON t.id = e.team_id
      WHERE e.chain_id = ANY($1::uuid[]) AND (%s OR t.state = 'FAILED')"""
          .formatted(ChainReconciliation.GOES_BACK);

  private final SourceMoneyQueries money;

  TeamMoney(SourceMoneyQueries money) {
    this.money = money;
  }

  /**
   * @return by chain; one without such money is absent
   */
  Uni<Map<UUID, SourceMoney>> byChain(Collection<UUID> teamBuys) {
    return teamBuys.isEmpty() ? Uni.createFrom().item(Map.of()) : money.byPart(ORDERS, teamBuys);
  }
}
