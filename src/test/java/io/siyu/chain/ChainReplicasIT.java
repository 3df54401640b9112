package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Subscription;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Chains on two instances of the packaged application that race each other. */
@Tag("native")
class ChainReplicasIT extends ChainReplicas {

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.ofTwo("chain");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void a_hundred_members_join_at_once_and_get_the_numbers_1_to_100() {
    int members = 100;
    UUID chain = chain(cluster, members, members);
    List<GraphQLClient> clients = members(cluster, members);

    List<Outcome<String>> outcomes =
        Together.run(
            cluster,
            members,
            50,
            (instance, number) -> joinAndPay(clients.get(number).at(instance.uri()), chain));

    Together.assertServedByBoth(outcomes);
    assertThat(outcomes).allMatch(outcome -> outcome.failure() == null);
    assertThat(numbers(cluster, chain))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, members).boxed().toList());
    assertThat(stock(cluster, chain)).isZero();
    assertThat(cluster.number("SELECT have FROM chain WHERE id = ?", chain)).isEqualTo(members);
    refusedSoldOut(cluster, chain);

    endOf(cluster, chain);
    assertThat(text(cluster, "SELECT outcome FROM chain WHERE id = ?", chain))
        .isEqualTo("SUCCEEDED");
    assertThat(settlements(cluster, chain)).isEqualTo(1);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM chain_entry WHERE chain_id = ? AND state = 'CONFIRMED'",
                chain))
        .isEqualTo(members);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM customer_order WHERE source_id = ? AND refunded_fen > 0",
                chain))
        .isZero();
  }

  @Test
  void more_members_than_goods_leave_no_gap_and_no_debt() {
    int members = 100;
    int stock = 60;
    UUID chain = chain(cluster, stock, stock);
    List<GraphQLClient> clients = members(cluster, members);

    List<Outcome<String>> outcomes =
        Together.run(
            cluster,
            members,
            50,
            (instance, number) -> joinAndPay(clients.get(number).at(instance.uri()), chain));

    Together.assertServedByBoth(outcomes);
    assertThat(outcomes.stream().filter(outcome -> outcome.result() != null).count())
        .isEqualTo(stock);
    assertThat(numbers(cluster, chain))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, stock).boxed().toList());
    assertThat(stock(cluster, chain)).isZero();
  }

  @Test
  void instances_that_end_a_chain_at_the_same_time_settle_it_and_refund_each_entry_once() {
    int members = 30;
    try (Cluster cluster =
        Cluster.of("chain-settled-by-both", 2, Map.of("siyu.jobs.enabled", "false"))) {
      UUID chain = chain(cluster, members + 1, 100);
      List<GraphQLClient> clients = members(cluster, members);
      Together.run(
          cluster,
          members,
          10,
          (instance, number) -> joinAndPay(clients.get(number).at(instance.uri()), chain));
      assertThat(numbers(cluster, chain)).hasSize(members);
      endsNow(cluster, chain);

      Together.runJobOnBoth(cluster, "chain-settlement", 6);

      awaitWoundUp(cluster, chain);
      assertThat(settlements(cluster, chain)).isEqualTo(1);
      assertRefundedOnce(cluster, chain, members);
    }
  }

  @Test
  void progress_reaches_the_watchers_of_the_other_instance() {
    UUID chain = chain(cluster, 3, 10);
    List<GraphQLClient> clients = members(cluster, 3);
    SiyuInstance one = cluster.instance(0);
    SiyuInstance other = cluster.instance(1);

    try (Subscription watcher =
        Subscription.open(
            other.uri(), "chainProgress", Map.of("chainId", Chain.ID.encode(chain)), null)) {
      awaitHave(watcher, 0);
      for (int i = 1; i <= 3; i++) {
        joinAndPay(clients.get(i - 1).at(one.uri()), chain);
        awaitHave(watcher, i);
      }
      assertThat(watcher.latest().getJsonObject("chainProgress").getString("state"))
          .isEqualTo("REACHED");
    }
  }

  private static void awaitHave(Subscription watcher, int have) {
    await("the watcher sees " + have)
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                watcher.latest() != null
                    && watcher.latest().getJsonObject("chainProgress").getInteger("have") == have);
  }

  private static void refusedSoldOut(Cluster cluster, UUID chain) {
    GraphQLClient late = cluster.instance(0).client().asMember("new:late");
    assertThat(join(late, chain).userErrorCodes("joinChain")).containsExactly("OUT_OF_STOCK");
    assertThat(stock(cluster, chain)).isZero();
  }

  private static void endOf(Cluster cluster, UUID chain) {
    endsNow(cluster, chain);
    awaitWoundUp(cluster, chain);
  }

  /** Moves the deadline, not the clock, which the shipped application keeps to itself. */
  private static void endsNow(Cluster cluster, UUID chain) {
    cluster.execute("UPDATE chain SET deadline = now() WHERE id = ?", chain);
  }
}
