package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Watchers;
import io.siyu.testing.Watchers.Watcher;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Hundreds of phones that watch one chain of one instance of the packaged application. */
class ChainWatchersIT extends ChainReplicas {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int WATCHERS = 300;
  private static final int PAYMENTS = 160;

  /** Asks for so much that a socket which is not read is full soon. */
  private static final String LONG_DOCUMENT =
      IntStream.range(0, 90)
          .mapToObj(number -> "t" + number + ": serverTime")
          .collect(
              Collectors.joining(
                  " ",
                  "subscription chainProgress($chainId: ID!) {"
                      + " chainProgress(chainId: $chainId) { have ",
                  " } }"));

  @Test
  void who_reads_nothing_is_told_the_latest_only_and_cut_off_while_all_others_go_on() {
    Map<String, String> settings =
        Map.of(
            "siyu.chain.progress.every", "10ms",
            "siyu.graphql.slow-socket-timeout", "8s",
            "siyu.graphql.max-sockets", String.valueOf(WATCHERS + 2));
    try (Cluster cluster = Cluster.of("chain-watchers", 1, settings);
        Watchers watchers = new Watchers()) {
      SiyuInstance instance = cluster.instance(0);
      UUID chain = chain(cluster, PAYMENTS + 1, PAYMENTS);
      Map<String, String> what = Map.of("chainId", Chain.ID.encode(chain));
      List<GraphQLClient> members = members(cluster, PAYMENTS);
      List<Watcher> readers =
          watchers.open(instance.uri(), Documents.text("chainProgress"), what, WATCHERS);
      List<Watcher> slow = watchers.openNarrow(instance.uri(), LONG_DOCUMENT, what, 2);
      Watcher late = slow.get(0);
      Watcher stuck = slow.get(1);
      assertThat(gauge(instance, "siyu_graphql_watchers ")).isEqualTo(WATCHERS + 2);
      assertThatThrownBy(
              () -> watchers.open(instance.uri(), Documents.text("chainProgress"), what, 1))
          .as("there is no place for one more")
          .hasMessageContaining("503");

      late.stopReading();
      CompletableFuture<Void> paying =
          CompletableFuture.runAsync(() -> pay(cluster, members, chain, 0, PAYMENTS / 2));
      await("what a full socket did not take is replaced by what comes later")
          .atMost(PATIENCE)
          .until(() -> gauge(instance, "siyu_graphql_events_total{outcome=\"replaced\"") > 0);
      late.goOnReading();
      paying.join();
      awaitHave(List.of(late), PAYMENTS / 2);

      stuck.stopReading();
      pay(cluster, members, chain, PAYMENTS / 2, PAYMENTS);

      awaitHave(readers, PAYMENTS);
      awaitHave(List.of(late), PAYMENTS);
      await("who read nothing is cut off")
          .atMost(PATIENCE)
          .until(() -> gauge(instance, "siyu_graphql_sockets ") == WATCHERS + 1);
      assertThat(gauge(instance, "siyu_graphql_watchers ")).isEqualTo(WATCHERS + 1);
      assertThat(gauge(instance, "siyu_graphql_sockets_turned_away_total{cause=\"slow\""))
          .isEqualTo(1);
      stuck.goOnReading();
      await().atMost(PATIENCE).until(stuck::isClosed);
      assertThat(stuck.have()).isLessThan(PAYMENTS);
      assertThat(readers).noneMatch(Watcher::isClosed);
      assertThat(watchers.open(instance.uri(), LONG_DOCUMENT, what, 1).get(0).have())
          .as("there is a place again")
          .isEqualTo(PAYMENTS);
    }
  }

  @Test
  void a_crowd_of_payments_is_told_in_few_steps_and_the_end_to_everybody() {
    try (Cluster cluster = Cluster.of("chain-watchers-crowd", 1, Map.of());
        Watchers watchers = new Watchers()) {
      SiyuInstance instance = cluster.instance(0);
      UUID chain = chain(cluster, PAYMENTS, PAYMENTS);
      List<GraphQLClient> members = members(cluster, PAYMENTS);
      long begin = System.nanoTime();
      List<Watcher> readers =
          watchers.open(
              instance.uri(),
              Documents.text("chainProgress"),
              Map.of("chainId", Chain.ID.encode(chain)),
              WATCHERS);

      pay(cluster, members, chain, 0, PAYMENTS);

      awaitHave(readers, PAYMENTS);
      double halfSeconds = (System.nanoTime() - begin) / 5e8;
      assertThat(readers)
          .allMatch(reader -> reader.messages() <= Math.min(PAYMENTS / 2, halfSeconds + 2));

      cluster.setClock(deadline(cluster, chain).plusSeconds(1));
      awaitWoundUp(cluster, chain);
      await("nobody watches what has ended")
          .atMost(PATIENCE)
          .until(() -> gauge(instance, "siyu_graphql_watchers ") == 0);
      assertThat(readers).noneMatch(Watcher::isClosed);
    }
  }

  private static void pay(
      Cluster cluster, List<GraphQLClient> members, UUID chain, int from, int to) {
    assertThat(
            Together.run(
                cluster,
                to - from,
                4,
                (instance, number) -> joinAndPay(members.get(from + number), chain)))
        .allMatch(outcome -> outcome.result() != null);
  }

  private static void awaitHave(List<Watcher> watchers, int have) {
    await("everybody is told " + have)
        .atMost(PATIENCE)
        .until(() -> watchers.stream().allMatch(watcher -> watcher.have() == have));
  }

  /** The value of the first line of the metrics that begins so. */
  private static double gauge(SiyuInstance instance, String name) {
    return instance
        .page("/q/metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
        .findFirst()
        .orElse(0);
  }
}
