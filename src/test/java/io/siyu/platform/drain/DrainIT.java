package io.siyu.platform.drain;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.GraphQLSocket;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The end of an instance while members go on sending. */
@Tag("native")
class DrainIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void a_stopping_instance_finishes_what_it_began_and_sends_the_rest_elsewhere() throws Exception {
    try (Cluster cluster = Cluster.of("drain", 1, Map.of());
        Connection other = cluster.connection()) {
      SiyuInstance instance = cluster.instance(0);
      GraphQLClient member = instance.client().asMember("new:drain");
      GraphQLSocket telling = GraphQLSocket.open(instance.uri()).init();
      GraphQLSocket answering = GraphQLSocket.open(instance.uri()).init(member.token());
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT 1 FROM member FOR UPDATE");
      CompletableFuture<Answer> begun =
          supplyAsync(() -> member.run("checkIn", Map.of("idempotencyKey", "1")));
      String asked =
          answering.subscribe(
              Documents.text("checkIn"), Map.of("input", Map.of("idempotencyKey", "2")));
      await("both wait for the row").atMost(PATIENCE).until(() -> waiting(cluster) == 2);

      CompletableFuture<Integer> end = supplyAsync(instance::terminate);

      await("new requests are refused").atMost(PATIENCE).until(() -> status(instance) == 503);
      assertThat(telling.closed().code()).as("a socket with no answer due").isEqualTo(1001);
      assertThat(answering.nextErrorCode(answering.subscribe("{ __typename }", Map.of())))
          .isEqualTo("UNAVAILABLE");
      Answer refused = instance.client().runWith("products", Map.of());
      assertThat(refused.errorCodes()).containsExactly("UNAVAILABLE");
      assertThat(instance.isReady()).isFalse();
      assertThat(instance.health("live").getString("status")).isEqualTo("UP");
      assertThat(begun).isNotDone();
      assertThat(end).isNotDone();

      other.rollback();

      // One of the two is the check-in of the day, and both are answered.
      assertThat(begun.join().at("checkIn")).isNotNull();
      assertThat(answering.nextData(asked).getJsonObject("data").getJsonObject("checkIn"))
          .isNotNull();
      assertThat(answering.closed().code()).isEqualTo(1001);
      await("it ends although somebody goes on sending")
          .atMost(PATIENCE)
          .until(() -> status(instance) == 0);
      assertThat(end.join()).isIn(0, 143);
      assertThat(instance.log()).noneMatch(line -> line.contains("Timed out waiting for graceful"));
      assertThat(cluster.number("SELECT count(*) FROM check_in")).isEqualTo(1);
    }
  }

  private static long waiting(Cluster cluster) {
    return cluster.number(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'""");
  }

  /** 0 when nobody listens any more. */
  private static int status(SiyuInstance instance) {
    return answer(instance).map(Answer::status).orElse(0);
  }

  private static Optional<Answer> answer(SiyuInstance instance) {
    try {
      return Optional.of(instance.client().runWith("products", Map.of()));
    } catch (UncheckedIOException closed) {
      return Optional.empty();
    }
  }
}
