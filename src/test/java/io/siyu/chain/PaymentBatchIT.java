package io.siyu.chain;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments that share transactions, on instances that get killed or stopped over it. */
class PaymentBatchIT extends ChainReplicas {

  private static final int MEMBERS = 60;

  @ParameterizedTest
  @ValueSource(strings = {"notice.beforeCommit", "batch.afterCommit"})
  void an_instance_killed_over_a_batch_loses_no_payment_and_no_number(String point)
      throws Exception {
    try (Cluster cluster = Cluster.ofTwo("batch-killed-" + point.substring(0, 5))) {
      UUID chain = chain(cluster, MEMBERS, MEMBERS);
      List<GraphQLClient> clients = members(cluster, MEMBERS);
      List<String> orders = clients.stream().map(client -> joined(client, chain)).toList();
      SiyuInstance doomed = cluster.instance(1);
      // The first batch is through, and so the second one holds all that came meanwhile.
      doomed.arm(point, 1);

      List<Outcome<Answer>> outcomes;
      try (Connection other = cluster.connection()) {
        CompletableFuture<List<Outcome<Answer>>> paying =
            payAllBehind(
                cluster,
                chain,
                other,
                () ->
                    Together.run(
                        cluster,
                        MEMBERS,
                        MEMBERS,
                        (instance, number) ->
                            pay(clients.get(number).at(instance.uri()), orders.get(number))));
        awaitLocks(cluster, 2);
        awaitTaken(cluster);
        other.rollback();
        outcomes = paying.join();
      }

      doomed.awaitCrash();
      assertThat(outcomes).anyMatch(outcome -> outcome.failure() != null);
      List<Long> survived = numbers(cluster, chain);
      assertThat(survived).isEqualTo(upTo(survived.size()));
      cluster.startAnother();
      await("the gateway has told everything again")
          .atMost(PATIENCE)
          .until(() -> numbers(cluster, chain).size() == MEMBERS);
      assertThat(numbers(cluster, chain)).isEqualTo(upTo(MEMBERS));
      assertThat(cluster.number("SELECT have FROM chain WHERE id = ?", chain)).isEqualTo(MEMBERS);
      assertThat(cluster.number("SELECT count(*) FROM payment_transition WHERE to_state = 'PAID'"))
          .isEqualTo(MEMBERS);
    }
  }

  @Test
  void a_stopping_instance_settles_the_payments_that_wait_for_one_another() throws Exception {
    int members = 20;
    try (Cluster cluster = Cluster.of("batch-stopped", 1, Map.of());
        Connection other = cluster.connection()) {
      UUID chain = chain(cluster, members, members);
      SiyuInstance instance = cluster.instance(0);
      List<GraphQLClient> clients = members(cluster, members);
      List<String> orders = clients.stream().map(client -> joined(client, chain)).toList();
      CompletableFuture<List<Outcome<Answer>>> paying =
          payAllBehind(
              cluster,
              chain,
              other,
              () ->
                  Together.run(
                      cluster,
                      members,
                      members,
                      (ignored, number) -> pay(clients.get(number), orders.get(number))));
      awaitLocks(cluster, 1);
      awaitTaken(cluster);

      CompletableFuture<Integer> end = supplyAsync(instance::terminate);
      await("it takes no more").atMost(PATIENCE).until(() -> !instance.isReady());
      other.rollback();

      assertThat(paying.join()).allMatch(outcome -> outcome.failure() == null);
      assertThat(end.join()).isIn(0, 143);
      assertThat(instance.log()).noneMatch(line -> line.contains("Timed out waiting for graceful"));
      assertThat(numbers(cluster, chain)).isEqualTo(upTo(members));
    }
  }

  /** Nobody gets the chain's row until {@code other} ends its transaction. */
  private static <T> CompletableFuture<T> payAllBehind(
      Cluster cluster, UUID chain, Connection other, java.util.function.Supplier<T> paying)
      throws SQLException {
    other.setAutoCommit(false);
    other.createStatement().execute("SELECT 1 FROM chain WHERE id = '" + chain + "' FOR UPDATE");
    return supplyAsync(paying);
  }

  private static void awaitLocks(Cluster cluster, int waiting) {
    await("batches wait for the chain's row")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number(
                        """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'""")
                    >= waiting);
  }

  /** All the money is taken, and on its way to us. */
  private static void awaitTaken(Cluster cluster) {
    await("all have paid")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number(
                        """
                        SELECT count(*) FROM customer_order o
                        LEFT JOIN sandbox_trade t
                          ON t.out_trade_no = replace(o.payment_id::text, '-', '')
                        WHERE t.state IS DISTINCT FROM 'SUCCESS'""")
                    == 0);
  }

  private static String joined(GraphQLClient client, UUID chain) {
    return join(client, chain).expectSuccess("joinChain").text("joinChain.order.id");
  }

  private static Answer pay(GraphQLClient client, String order) {
    return client.run("sandboxPay", Map.of("orderId", order)).expectSuccess("sandboxPay");
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
