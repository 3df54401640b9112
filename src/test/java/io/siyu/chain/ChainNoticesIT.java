package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Members who are told how a chain ended, by instances that get killed over it. */
class ChainNoticesIT extends ChainReplicas {

  /** More than are told at once. */
  private static final int MEMBERS = 60;

  @Test
  void everybody_is_told_once_although_two_instances_die_while_they_tell() {
    try (Cluster cluster = Cluster.ofTwo("chain-notices-killed")) {
      UUID chain = chain(cluster, MEMBERS + 1, 100);
      List<GraphQLClient> clients = members(cluster, MEMBERS);
      Together.run(
          cluster,
          MEMBERS,
          10,
          (instance, number) -> joinAndPay(clients.get(number).at(instance.uri()), chain));
      assertThat(numbers(cluster, chain)).hasSize(MEMBERS);
      lead(cluster, chain, clients.get(0));
      cluster.instances().forEach(SiyuInstance::kill);
      cluster.execute("UPDATE chain SET deadline = clock_timestamp() WHERE id = ?", chain);

      cluster.startUntilCrash("chain.telling", 0);
      assertThat(messages(cluster)).as("all or nothing of a step").isZero();
      cluster.startUntilCrash("chain.telling", 1);
      assertThat(messages(cluster)).as("one step is done").isEqualTo(50);
      cluster.startTogether(2);

      await("everybody is told")
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.number("SELECT count(*) FROM notification WHERE kind = 'CHAIN_SETTLED'")
                      == MEMBERS);
      awaitFinished(cluster);
      assertThat(messages(cluster)).isEqualTo(MEMBERS);
      assertThat(
              cluster.number(
                  """
                  SELECT count(DISTINCT member_id) FROM notification
                  WHERE kind = 'CHAIN_SETTLED' AND body LIKE '%原路退回%'"""))
          .isEqualTo(MEMBERS);
      assertThat(cluster.number("SELECT count(*) FROM notification WHERE title = '您带的接龙未成团'"))
          .isEqualTo(1);
      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM outbox_message
                  WHERE handler = 'event' AND unique_key LIKE '%:ChainSettled:%'"""))
          .isEqualTo(1);
    }
  }

  private static void lead(Cluster cluster, UUID chain, GraphQLClient leader) {
    cluster.execute(
        """
        INSERT INTO chain_leader (chain_id, member_id, named_by, named_at)
        SELECT id, ?, created_by, now() FROM chain WHERE id = ?""",
        Rows.uuid(leader.runWith("viewer", Map.of()).text("viewer.id")),
        chain);
  }

  private static void awaitFinished(Cluster cluster) {
    await("the telling is over")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number("SELECT count(*) FROM chain_notice WHERE finished_at IS NOT NULL")
                    == 1);
  }

  private static long messages(Cluster cluster) {
    return cluster.number("SELECT count(*) FROM outbox_message WHERE handler = 'inbox'");
  }
}
