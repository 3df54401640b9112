package io.siyu.chain;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Team buys on instances of the packaged application, and what the database holds. */
abstract class TeamReplicas extends ChainReplicas {

  /** An open team buy whose teams have an hour; its SKU is left with none. */
  static UUID teamBuy(Cluster cluster, int size, int stock) {
    UUID chain = chain(cluster, size, stock);
    cluster.execute("UPDATE chain SET team_size = minimum, team_hours = 1 WHERE id = ?", chain);
    return chain;
  }

  /**
   * @param team null to open one
   * @return the order's id
   */
  static String join(GraphQLClient client, UUID chain, UUID team, WhenFull whenFull) {
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", Chain.ID.encode(chain));
    input.put("teamId", team == null ? null : ChainTeam.ID.encode(team));
    input.put("whenFull", whenFull);
    input.put(
        "items", List.of(Map.of("itemId", ChainItem.ID.encode(itemOf(chain)), "quantity", 1)));
    input.put("idempotencyKey", UUID.randomUUID().toString());
    return client.run("joinTeam", input).expectSuccess("joinTeam").text("joinTeam.order.id");
  }

  static Answer pay(GraphQLClient client, String order) {
    return client.run("sandboxPay", Map.of("orderId", order)).expectSuccess("sandboxPay");
  }

  /** A team that the member opens. */
  static UUID opened(Cluster cluster, GraphQLClient client, UUID chain) {
    pay(client, join(client, chain, null, WhenFull.REFUND));
    return (UUID)
        cluster
            .rows("SELECT id FROM chain_team WHERE chain_id = ? AND state = 'OPEN'", chain)
            .get(0)
            .get("id");
  }

  /** {@code OPEN 1/2}. */
  static String stateOfTeam(Cluster cluster, UUID team) {
    return text(
        cluster, "SELECT state || ' ' || taken || '/' || size FROM chain_team WHERE id = ?", team);
  }

  static long entries(Cluster cluster, UUID chain, String condition) {
    return cluster.number(
        "SELECT count(*) FROM chain_entry WHERE chain_id = ? AND " + condition, chain);
  }

  /** Teams that claim another number of seats than members with money in them have taken. */
  static long astray(Cluster cluster) {
    return cluster.number(
        """
        SELECT count(*) FROM chain_team t WHERE t.taken <> (
          SELECT count(DISTINCT e.member_id) FROM chain_entry e
          WHERE e.team_id = t.id AND e.number IS NOT NULL
            AND (t.state = 'FAILED' OR e.refunded_at IS NULL))""");
  }
}
