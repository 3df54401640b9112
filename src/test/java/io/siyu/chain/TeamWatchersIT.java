package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Subscription;
import io.siyu.testing.cluster.Cluster;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Members who wait for their team at one instance while others take its seats at another. */
class TeamWatchersIT extends TeamReplicas {

  @Test
  void whoever_watches_a_team_at_either_instance_is_told_of_its_seats_and_its_end() {
    // No team is read unless somebody tells of a change.
    try (Cluster cluster =
        Cluster.of("team-watchers", 2, Map.of("siyu.chain.progress.anyway-every", "10m"))) {
      UUID chain = teamBuy(cluster, 3, 100);
      List<GraphQLClient> clients = members(cluster, 4);
      UUID formed = opened(cluster, clients.get(0), chain);
      List<Subscription> watchers = new ArrayList<>();
      cluster.instances().forEach(of -> watchers.add(watch(of.uri(), chain, formed)));
      awaitSeen(watchers, "OPEN", 2);

      take(clients.get(1).at(cluster.instance(0).uri()), chain, formed);
      awaitSeen(watchers, "OPEN", 1);
      take(clients.get(2).at(cluster.instance(1).uri()), chain, formed);
      awaitSeen(watchers, "FORMED", 0);

      UUID failed = opened(cluster, clients.get(3), chain);
      List<Subscription> others = new ArrayList<>();
      cluster.instances().forEach(of -> others.add(watch(of.uri(), chain, failed)));
      awaitSeen(others, "OPEN", 2);
      cluster.execute(
          """
          UPDATE chain_team SET opened_at = opened_at - interval '1 hour', ends_at = now()
          WHERE id = ?""",
          failed);
      awaitSeen(others, "FAILED", 2);
      assertThat(watchers).allMatch(watcher -> watcher.errorCodes().isEmpty());
      watchers.forEach(Subscription::close);
      others.forEach(Subscription::close);
    }
  }

  private static void take(GraphQLClient client, UUID chain, UUID team) {
    pay(client, join(client, chain, team, WhenFull.REFUND));
  }

  private static Subscription watch(URI base, UUID chain, UUID team) {
    return Subscription.open(
        base,
        "chainTeamProgress",
        Map.of("chainId", Chain.ID.encode(chain), "teamId", ChainTeam.ID.encode(team)),
        null);
  }

  private static void awaitSeen(List<Subscription> watchers, String state, int seatsLeft) {
    await(state + " " + seatsLeft)
        .atMost(PATIENCE)
        .until(() -> watchers.stream().allMatch(watcher -> sees(watcher, state, seatsLeft)));
  }

  private static boolean sees(Subscription watcher, String state, int seatsLeft) {
    JsonObject latest = watcher.latest();
    JsonObject progress = latest == null ? null : latest.getJsonObject("chainTeamProgress");
    return progress != null
        && progress.getString("state").equals(state)
        && progress.getInteger("seatsLeft") == seatsLeft;
  }
}
