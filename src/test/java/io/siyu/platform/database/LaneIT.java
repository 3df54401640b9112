package io.siyu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Root fields and sibling batched fields side by side, many requests at once, on the package. */
@Tag("native")
class LaneIT {

  private static final String DOCUMENT =
      """
      {
        products(first: 5) { nodes { id skus { id stock } } }
        stores { id name }
        chains(first: 5) { nodes { id items { id stock } latestEntries { number nickname } } }
      }""";

  @Test
  void two_hundred_requests_at_once_answer_without_an_error_and_leave_no_connection_behind() {
    try (Cluster cluster =
        Cluster.of(
            "lane",
            1,
            Map.of("siyu.demo.enabled", "true", "siyu.graphql.trusted-documents-only", "false"))) {
      GraphQLClient client = cluster.instance(0).client();
      Answer expected = client.send(DOCUMENT, Map.of());
      assertThat(expected.errorCodes()).isEmpty();
      assertThat(expected.array("chains.nodes")).isNotEmpty();

      List<Outcome<Answer>> outcomes =
          Together.run(cluster, 200, 200, (instance, number) -> client.send(DOCUMENT, Map.of()));

      assertThat(outcomes).hasSize(200);
      // The demo brand goes on living; what is on its shelves keeps its order.
      assertThat(outcomes.stream().map(outcome -> shape(outcome.result())).distinct())
          .containsExactly(shape(expected));
      // Jobs hold one for a moment; a forgotten one would stay.
      await("no connection is left in a transaction")
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  cluster.number(
                          """
                          SELECT count(*) FROM pg_stat_activity
                          WHERE datname = current_database() AND pid <> pg_backend_pid()
                            AND state LIKE 'idle in transaction%'""")
                      == 0);
    }
  }

  private static String shape(Answer answer) {
    return answer.errorCodes()
        + " "
        + answer.array("products.nodes").stream()
            .map(
                node ->
                    ((JsonObject) node).getString("id")
                        + ((JsonObject) node).getJsonArray("skus").size())
            .toList()
        + answer.array("stores").size()
        + answer.array("chains.nodes").stream()
            .map(node -> ((JsonObject) node).getJsonArray("items").size())
            .toList();
  }
}
