package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Chains on instances of the packaged application that get killed. */
class ChainCrashIT extends ChainReplicas {

  @Test
  void a_settlement_killed_between_two_refunds_is_finished_by_another_instance() {
    int members = 30;
    try (Cluster cluster = Cluster.ofTwo("chain-settlement-killed")) {
      UUID chain = chain(cluster, members + 1, 100);
      List<GraphQLClient> clients = members(cluster, members);
      Together.run(
          cluster,
          members,
          10,
          (instance, number) -> joinAndPay(clients.get(number).at(instance.uri()), chain));
      assertThat(numbers(cluster, chain)).hasSize(members);
      cluster.instances().forEach(instance -> instance.arm("chain.refunding", members / 3));

      Instant afterwards = deadline(cluster, chain).plusSeconds(1);
      cluster.setClock(afterwards);
      await("one instance is killed in the middle")
          .atMost(PATIENCE)
          .until(() -> cluster.instances().stream().anyMatch(instance -> !instance.isAlive()));
      cluster.startAnother().setClock(afterwards);
      cluster.startAnother().setClock(afterwards);

      awaitWoundUp(cluster, chain);
      assertThat(settlements(cluster, chain)).isEqualTo(1);
      assertThat(text(cluster, "SELECT outcome FROM chain WHERE id = ?", chain))
          .isEqualTo("FAILED");
      assertRefundedOnce(cluster, chain, members);
    }
  }

  @Test
  void a_chain_whose_end_is_killed_at_every_step_still_ends_right() {
    int members = 6;
    try (Cluster cluster = Cluster.of("chain-end-killed", 1, Map.of())) {
      UUID chain = chain(cluster, members + 1, 100);
      members(cluster, members)
          .forEach(client -> assertThat(joinAndPay(client, chain)).isNotNull());
      Instant afterwards = deadline(cluster, chain).plusSeconds(1);

      killAfterDeadline(cluster.instance(0), "chain.closing", afterwards);
      assertThat(text(cluster, "SELECT state FROM chain WHERE id = ?", chain)).isEqualTo("OPEN");
      killAfterDeadline(cluster.startAnother(), "chain.settling", afterwards);
      assertThat(text(cluster, "SELECT state FROM chain WHERE id = ?", chain)).isEqualTo("CLOSED");
      // From here on nothing waits for the clock any more.
      cluster.startUntilCrash("chain.refunding", members / 2);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isEqualTo(members / 2);
      cluster.startUntilCrash("chain.windingUp", 0);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isEqualTo(members);
      cluster.startAnother();

      awaitWoundUp(cluster, chain);
      assertThat(settlements(cluster, chain)).isEqualTo(1);
      assertRefundedOnce(cluster, chain, members);
    }
  }

  @Test
  void an_instance_killed_while_a_member_joins_leaves_nothing_and_the_key_still_works() {
    try (Cluster cluster = Cluster.ofTwo("chain-join-killed")) {
      UUID chain = chain(cluster, 1, 10);
      GraphQLClient member = cluster.instance(0).client().asMember("new:unlucky");
      cluster.instance(1).arm("chain.joined", 0);

      assertThatThrownBy(() -> join(member.at(cluster.instance(1).uri()), chain, "once"))
          .isInstanceOf(UncheckedIOException.class);
      cluster.instance(1).awaitCrash();

      assertThat(cluster.number("SELECT count(*) FROM customer_order")).isZero();
      assertThat(stock(cluster, chain)).isEqualTo(10);
      assertThat(join(member, chain, "once").text("joinChain.entry.state")).isEqualTo("RESERVED");
      assertThat(stock(cluster, chain)).isEqualTo(9);
    }
  }

  @Test
  void whoever_withdraws_unpaid_once_more_after_a_crash_in_the_middle_has_withdrawn() {
    try (Cluster cluster = Cluster.ofTwo("chain-withdrawal-killed")) {
      UUID chain = chain(cluster, 1, 10);
      GraphQLClient member = cluster.instance(0).client().asMember("new:unlucky");
      Map<String, Object> input =
          Map.of(
              "entryId",
              join(member, chain).text("joinChain.entry.id"),
              "idempotencyKey",
              "leaving-once");
      cluster.instance(1).arm("chain.withdrawnUnpaid", 0);

      assertThatThrownBy(() -> member.at(cluster.instance(1).uri()).run("withdrawFromChain", input))
          .isInstanceOf(UncheckedIOException.class);
      cluster.instance(1).awaitCrash();
      assertThat(stock(cluster, chain)).isEqualTo(10);

      for (int i = 0; i < 2; i++) {
        assertThat(
                member
                    .run("withdrawFromChain", input)
                    .expectSuccess("withdrawFromChain")
                    .text("withdrawFromChain.entry.state"))
            .isEqualTo("EXPIRED");
      }
      assertThat(stock(cluster, chain)).isEqualTo(10);
      assertThat(cluster.number("SELECT held FROM chain WHERE id = ?", chain)).isZero();
    }
  }
}
