package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Members who are told of their teams by two instances, or by ones that get killed over it. */
class TeamNoticesIT extends TeamReplicas {

  private static final int SIZE = 3;
  private static final int PAYERS = 6;

  @Test
  void each_member_is_told_once_of_each_team_although_an_instance_dies_while_it_tells() {
    try (Cluster cluster = Cluster.ofTwo("team-notices-killed")) {
      UUID chain = teamBuy(cluster, SIZE, 100);
      List<GraphQLClient> clients = members(cluster, PAYERS + 1);
      UUID team = opened(cluster, clients.get(PAYERS), chain);
      List<String> orders = new ArrayList<>();
      for (int i = 0; i < PAYERS; i++) {
        orders.add(
            join(clients.get(i), chain, team, i % 2 == 0 ? WhenFull.REFUND : WhenFull.OPEN_OWN));
      }
      Together.run(
          cluster,
          PAYERS,
          PAYERS,
          (instance, n) -> pay(clients.get(n).at(instance.uri()), orders.get(n)));
      assertThat(stateOfTeam(cluster, team)).isEqualTo("FORMED 3/3");
      awaitTold(cluster, "CHAIN_TEAM_FORMED", SIZE);
      awaitTold(cluster, "CHAIN_SEAT_MISSED", PAYERS + 1 - SIZE);
      cluster.instances().forEach(SiyuInstance::kill);
      // Their time, not the clock, which the shipped application keeps to itself.
      long seats = entries(cluster, chain, "state = 'PAID'");
      cluster.execute(
          """
          UPDATE chain_team SET opened_at = opened_at - interval '1 hour', ends_at = now()
          WHERE chain_id = ? AND state = 'OPEN'""",
          chain);

      cluster.startUntilCrash("team.telling", 0);
      assertThat(messages(cluster, "chain-team-failed:%")).as("all or nothing of a team").isZero();
      cluster.startTogether(2);

      awaitTold(cluster, "CHAIN_TEAM_FAILED", seats);
      cluster.execute("UPDATE chain SET deadline = now() WHERE id = ?", chain);
      await("the end of the team buy is told")
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.number("SELECT count(*) FROM chain_notice WHERE finished_at IS NOT NULL")
                      == 1);
      assertThat(messages(cluster, "chain-settled:%")).as("the teams have told it").isZero();
      assertThat(cluster.number("SELECT count(*) FROM notification")).isEqualTo(PAYERS + 1 + seats);
      assertThat(messages(cluster, "%")).isEqualTo(PAYERS + 1 + seats);
      assertThat(astray(cluster)).isZero();
    }
  }

  /** Each by another member, and none twice. */
  private static void awaitTold(Cluster cluster, String kind, long members) {
    await(kind)
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number("SELECT count(*) FROM notification WHERE kind = ?", kind)
                    == members);
    assertThat(
            cluster.number(
                "SELECT count(DISTINCT member_id) FROM notification WHERE kind = ?", kind))
        .isEqualTo(members);
  }

  private static long messages(Cluster cluster, String key) {
    return cluster.number(
        "SELECT count(*) FROM outbox_message WHERE handler = 'inbox' AND unique_key LIKE ?", key);
  }
}
