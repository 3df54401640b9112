package io.siyu.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.platform.embedded.EmbeddedServers;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an instance does while PostgreSQL or Redis is away, and when it is back. */
class DependenciesAwayIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** More than an instance has connections. */
  private static final int MANY = 30;

  @Test
  @Tag("native")
  void without_redis_an_instance_is_ready_and_says_that_it_is_degraded() {
    try (Line redis = Line.toRedis();
        Cluster cluster = Cluster.of("redis-away", 1, redis::configuration)) {
      SiyuInstance instance = cluster.instance(0);
      GraphQLClient member = instance.client().asMember("new:before");
      assertThat(instance.health("ready").toString()).contains("available");

      redis.proxy.cut();

      await()
          .atMost(PATIENCE)
          .until(() -> instance.health("ready").toString().contains("degraded"));
      assertThat(instance.isReady()).isTrue();
      instance.client().asMember("new:during");
      member.run("checkIn", Map.of("idempotencyKey", "1")).expectSuccess("checkIn");
      assertThat(member.runWith("products", Map.of()).errorCodes()).isEmpty();

      redis.proxy.mend();

      await()
          .atMost(PATIENCE)
          .until(() -> instance.health("ready").toString().contains("available"));
    }
  }

  @Test
  void hints_between_instances_come_through_again_once_redis_is_back() {
    try (Line redis = Line.toRedis();
        Cluster cluster = Cluster.of("fan-out", 2, redis::configuration)) {
      SiyuInstance sender = cluster.instance(0);
      SiyuInstance receiver = cluster.instance(1);
      awaitHint(sender, receiver);

      redis.proxy.cut();
      await()
          .atMost(PATIENCE)
          .until(() -> receiver.health("ready").toString().contains("degraded"));
      redis.proxy.mend();

      awaitHint(sender, receiver);
    }
  }

  @Test
  void a_subscription_whose_other_end_vanished_is_noticed_and_made_anew() {
    try (Line redis = Line.toRedis();
        Cluster cluster = Cluster.of("fan-out-silent", 2, redis::configuration)) {
      SiyuInstance sender = cluster.instance(0);
      SiyuInstance receiver = cluster.instance(1);
      awaitHint(sender, receiver);

      redis.proxy.silence();
      redis.proxy.mend();

      awaitHint(sender, receiver);
    }
  }

  private static void awaitHint(SiyuInstance sender, SiyuInstance receiver) {
    int before = receiver.receivedHints();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              sender.sendHint();
              return receiver.receivedHints() > before;
            });
  }

  @Test
  @Tag("native")
  void without_postgresql_an_instance_lives_but_is_not_ready_and_recovers_by_itself() {
    try (Line postgres = Line.toPostgres();
        Cluster cluster = Cluster.of("postgres-away", 1, postgres::configuration)) {
      SiyuInstance instance = cluster.instance(0);
      GraphQLClient member = instance.client().asMember("new:before");

      postgres.proxy.cut();

      await().atMost(PATIENCE).until(() -> !instance.isReady());
      assertThat(instance.health("live").getString("status")).isEqualTo("UP");
      Answer answer = member.runWith("products", Map.of());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.errorCodes()).containsExactly("UNAVAILABLE");

      postgres.proxy.mend();

      await().atMost(PATIENCE).until(instance::isReady);
      await()
          .atMost(PATIENCE)
          .until(() -> member.runWith("products", Map.of()).errorCodes().isEmpty());
      member.run("checkIn", Map.of("idempotencyKey", "1")).expectSuccess("checkIn");
    }
  }

  @Test
  void a_line_that_brings_nothing_back_is_given_up_and_the_pool_recovers() {
    try (Line postgres = Line.toPostgres();
        Cluster cluster = Cluster.of("postgres-silent", 1, postgres::configurationOfTheImpatient)) {
      SiyuInstance instance = cluster.instance(0);
      GraphQLClient member = instance.client().asMember("new:before");

      postgres.proxy.silence();

      // More than there are connections: each of them is on one that never answers.
      ExecutorService threads = Executors.newFixedThreadPool(MANY);
      try {
        List<CompletableFuture<Answer>> answers =
            IntStream.range(0, MANY)
                .mapToObj(
                    i ->
                        CompletableFuture.supplyAsync(
                            () -> member.runWith("viewer", Map.of()), threads))
                .toList();
        assertThat(answers)
            .allSatisfy(
                answer -> assertThat(answer.join().errorCodes()).containsOnly("UNAVAILABLE"));
      } finally {
        threads.shutdownNow();
      }

      postgres.proxy.mend();

      await()
          .atMost(PATIENCE)
          .until(() -> member.runWith("viewer", Map.of()).errorCodes().isEmpty());
      await().atMost(PATIENCE).until(instance::isReady);
      member.run("checkIn", Map.of("idempotencyKey", "1")).expectSuccess("checkIn");
    }
  }

  @Test
  @Tag("native")
  void an_instance_told_to_stop_finishes_what_it_began() {
    try (Cluster cluster = Cluster.of("graceful", 1, Map.of())) {
      await("jobs are under way")
          .atMost(PATIENCE)
          .until(
              () -> cluster.number("SELECT count(*) FROM job_run WHERE job <> 'fault-probe'") > 0);

      assertThat(cluster.instance(0).terminate()).isIn(0, 143);

      // The probe's job waits for a table that this scenario does not make.
      assertThat(
              cluster.number(
                  "SELECT count(*) FROM job_run WHERE state <> 'DONE' AND job <> 'fault-probe'"))
          .isZero();
    }
  }

  /** The line between an instance and one of its servers. */
  private static final class Line implements AutoCloseable {
    private final boolean redis;
    private TcpProxy proxy;

    private Line(boolean redis) {
      this.redis = redis;
    }

    static Line toRedis() {
      return new Line(true);
    }

    static Line toPostgres() {
      return new Line(false);
    }

    Map<String, String> configuration(EmbeddedServers servers) {
      URI target = URI.create(redis ? servers.redisHosts() : servers.reactiveUrl());
      proxy = new TcpProxy(target.getHost(), target.getPort());
      String from = ":" + target.getPort();
      String to = ":" + proxy.port();
      return redis
          ? Map.of("quarkus.redis.hosts", servers.redisHosts().replace(from, to))
          : Map.of(
              "quarkus.datasource.reactive.url",
              servers.reactiveUrl().replace(from, to),
              "quarkus.datasource.jdbc.url",
              servers.jdbcUrl().replace(from, to));
    }

    Map<String, String> configurationOfTheImpatient(EmbeddedServers servers) {
      Map<String, String> settings = new HashMap<>(configuration(servers));
      settings.put("siyu.database.statement-timeout", "1s");
      return settings;
    }

    @Override
    public void close() {
      proxy.close();
    }
  }
}
