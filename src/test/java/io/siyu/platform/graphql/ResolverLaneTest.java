package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Parallel resolvers of one request, in parallel requests: the case in which a shared session
 * breaks.
 */
@QuarkusTest
class ResolverLaneTest {

  /** Three root fields, and below two of them sibling fields that are read in batches. */
  private static final String DOCUMENT =
      """
      {
        products(first: 5) { nodes { id skus { id stock price { amount } } } }
        chains(first: 5) { nodes { id items { id name } latestEntries { number nickname } } }
        claimableCoupons(first: 5) { nodes { id } }
        rewards(first: 5) { nodes { id } }
      }""";

  private static final int REQUESTS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Database database;
  @Inject Sql sql;

  @Test
  void two_hundred_concurrent_requests_meet_no_error_and_leak_no_connection() throws Exception {
    GraphQLClient client = GraphQLClient.ofThisTest();
    ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
    try {
      for (int round = 0; round < 2; round++) {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
          answers.add(threads.submit(() -> client.send(DOCUMENT, Map.of())));
        }
        for (Future<Answer> answer : answers) {
          assertThat(answer.get().errorCodes()).isEmpty();
          assertThat(answer.get().at("products.nodes")).isNotNull();
        }
      }
    } finally {
      threads.shutdownNow();
    }

    await("no connection stays in a transaction")
        .atMost(PATIENCE)
        .until(() -> connectionsInTransaction() == 0);
  }

  private long connectionsInTransaction() {
    return database
        .read(
            () ->
                sql.first(
                    """
                    SELECT count(*) AS n FROM pg_stat_activity
                    WHERE datname = current_database() AND state LIKE 'idle in transaction%'""",
                    row -> row.number("n")))
        .await()
        .atMost(PATIENCE);
  }
}
