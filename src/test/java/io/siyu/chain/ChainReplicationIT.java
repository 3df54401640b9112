package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.community.Community;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Operators on two instances of the packaged application who copy one chain. */
class ChainReplicationIT extends ChainReplicas {

  private static final int GROUPS = 60;
  private static final int STOCK = 10;
  private static final int ATTEMPTS = 12;

  @Test
  void the_same_request_sent_to_both_instances_at_once_copies_once() {
    try (Cluster cluster = Cluster.ofTwo("chain-replicated-by-one-key")) {
      UUID source = source(cluster, GROUPS);
      Map<String, Object> input = input(source, groups(cluster), "one-key");

      List<Outcome<Answer>> outcomes = race(cluster, number -> input);

      assertThat(outcomes.stream().map(outcome -> outcome.result().body()).distinct()).hasSize(1);
      assertCopiedOnce(cluster, source);
    }
  }

  /** There is stock for one set of copies alone: whoever comes second is told, not refused. */
  @Test
  void requests_of_two_operators_make_no_second_copy_in_a_community() {
    try (Cluster cluster = Cluster.ofTwo("chain-replicated-by-many-keys")) {
      UUID source = source(cluster, GROUPS);
      List<String> groups = groups(cluster);
      List<String> reversed = new ArrayList<>(groups);
      Collections.reverse(reversed);

      List<Outcome<Answer>> outcomes =
          race(
              cluster,
              number -> input(source, number % 2 == 0 ? groups : reversed, "key-" + number));

      int copies = 0;
      int skipped = 0;
      for (Outcome<Answer> outcome : outcomes) {
        copies += outcome.result().array("replicateChain.replication.copies").size();
        skipped += outcome.result().array("replicateChain.replication.skipped").size();
      }
      assertThat(copies).isEqualTo(GROUPS);
      assertThat(skipped).isEqualTo((ATTEMPTS - 1) * GROUPS);
      assertCopiedOnce(cluster, source);
    }
  }

  @Test
  void an_instance_killed_in_the_middle_leaves_nothing_and_the_key_still_works() {
    try (Cluster cluster = Cluster.ofTwo("chain-replication-killed")) {
      UUID source = source(cluster, GROUPS);
      Map<String, Object> input = input(source, groups(cluster), "once");
      GraphQLClient operator = operator(cluster.instance(0));
      cluster.instance(1).arm("chain.replicating", 0);

      assertThatThrownBy(() -> operator.at(cluster.instance(1).uri()).run("replicateChain", input))
          .isInstanceOf(UncheckedIOException.class);
      cluster.instance(1).awaitCrash();

      assertThat(cluster.number("SELECT count(*) FROM chain")).isEqualTo(1);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", itemOf(source)))
          .isEqualTo(GROUPS * STOCK);
      operator.run("replicateChain", input).expectSuccess("replicateChain");
      assertCopiedOnce(cluster, source);
    }
  }

  private interface Request {
    Map<String, Object> of(int number);
  }

  private static List<Outcome<Answer>> race(Cluster cluster, Request request) {
    List<GraphQLClient> operators =
        cluster.instances().stream().map(ChainReplicationIT::operator).toList();
    List<Outcome<Answer>> outcomes =
        Together.run(
            cluster,
            ATTEMPTS,
            ATTEMPTS,
            (instance, number) ->
                operators
                    .get(number % operators.size())
                    .run("replicateChain", request.of(number))
                    .expectSuccess("replicateChain"));
    Together.assertServedByBoth(outcomes);
    assertThat(outcomes).allMatch(outcome -> outcome.failure() == null);
    return outcomes;
  }

  private static void assertCopiedOnce(Cluster cluster, UUID source) {
    assertThat(
            cluster.rows(
                """
                SELECT count(*) AS copies, count(DISTINCT replicated_for) AS communities,
                  (SELECT count(*) FROM chain_item i JOIN chain c ON c.id = i.chain_id
                   WHERE c.replicated_from = ? AND i.stock = ?) AS items,
                  (SELECT stock FROM sku WHERE id = ?) AS left_over
                FROM chain WHERE replicated_from = ? AND state = 'OPEN'""",
                source,
                STOCK,
                itemOf(source),
                source))
        .containsExactly(
            Map.of(
                "copies", (long) GROUPS,
                "communities", (long) GROUPS,
                "items", (long) GROUPS,
                "left_over", 0));
  }

  private static UUID source(Cluster cluster, int copies) {
    UUID chain = chain(cluster, 5, STOCK);
    cluster.execute("UPDATE sku SET stock = ? WHERE id = ?", copies * STOCK, itemOf(chain));
    return chain;
  }

  private static List<String> groups(Cluster cluster) {
    cluster.execute(
        """
        INSERT INTO community (id, kind, name)
        SELECT gen_random_uuid(), 'REFINED', '鲜果群' FROM generate_series(1, ?)""",
        GROUPS);
    return cluster.rows("SELECT id FROM community ORDER BY id").stream()
        .map(row -> Community.ID.encode((UUID) row.get("id")))
        .toList();
  }

  private static Map<String, Object> input(UUID source, List<String> groups, String key) {
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", Chain.ID.encode(source));
    input.put("communityIds", groups);
    input.put(
        "deadline", Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS).toString());
    input.put("publish", true);
    input.put("idempotencyKey", key);
    return input;
  }

  private static GraphQLClient operator(SiyuInstance instance) {
    GraphQLClient anonymous = instance.client();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }
}
