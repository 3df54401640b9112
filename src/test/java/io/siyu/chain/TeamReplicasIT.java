package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Team buys on two instances of the packaged application that race each other. */
@Tag("native")
class TeamReplicasIT extends TeamReplicas {

  private static final int PAYERS = 20;

  @Test
  void twenty_pay_at_once_for_two_seats_and_two_are_seated_the_others_get_what_they_chose() {
    try (Cluster cluster = Cluster.ofTwo("team-last-seats")) {
      UUID chain = teamBuy(cluster, 3, 100);
      List<GraphQLClient> clients = members(cluster, PAYERS + 1);
      UUID team = opened(cluster, clients.get(PAYERS), chain);
      List<String> orders = new ArrayList<>();
      for (int i = 0; i < PAYERS; i++) {
        orders.add(
            join(
                clients.get(i), chain, team, i / 2 % 2 == 0 ? WhenFull.REFUND : WhenFull.OPEN_OWN));
      }

      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              PAYERS,
              PAYERS,
              (instance, n) -> pay(clients.get(n).at(instance.uri()), orders.get(n)));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes).allMatch(outcome -> outcome.failure() == null);
      assertThat(stateOfTeam(cluster, team)).isEqualTo("FORMED 3/3");
      assertThat(entries(cluster, chain, "state = 'CONFIRMED'")).isEqualTo(3);
      long refunded = entries(cluster, chain, "state = 'EXPIRED' AND refunded_at IS NOT NULL");
      long own = entries(cluster, chain, "state = 'PAID' AND refunded_at IS NULL");
      assertThat(refunded + own).isEqualTo(PAYERS - 2);
      assertThat(entries(cluster, chain, "state = 'EXPIRED' AND when_full <> 'REFUND'")).isZero();
      assertThat(entries(cluster, chain, "state = 'PAID' AND when_full <> 'OPEN_OWN'")).isZero();
      assertThat(refunded).isBetween(8L, 10L);
      assertThat(
              cluster.number(
                  "SELECT count(*) FROM chain_team WHERE chain_id = ? AND state = 'OPEN' AND taken = 1",
                  chain))
          .as("teams of their own")
          .isEqualTo(own);
      assertThat(numbers(cluster, chain))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 3 + own).boxed().toList());
      assertThat(stock(cluster, chain)).isEqualTo(100 - 3 - own);
      assertThat(cluster.number("SELECT have FROM chain WHERE id = ?", chain)).isEqualTo(3);
      assertThat(astray(cluster)).isZero();
      awaitRefunds(cluster, refunded);
    }
  }

  @Test
  void instances_that_end_teams_at_the_same_time_refund_each_seat_once() {
    int teams = 5;
    try (Cluster cluster =
        Cluster.of("teams-ended-by-both", 2, Map.of("siyu.jobs.enabled", "false"))) {
      UUID chain = teamBuy(cluster, 3, 100);
      List<GraphQLClient> clients = members(cluster, 2 * teams);
      Together.run(
          cluster,
          teams,
          teams,
          (instance, n) -> {
            GraphQLClient opener = clients.get(n).at(instance.uri());
            return pay(opener, join(opener, chain, null, WhenFull.REFUND));
          });
      List<UUID> opened =
          cluster.rows("SELECT id FROM chain_team WHERE chain_id = ?", chain).stream()
              .map(row -> (UUID) row.get("id"))
              .toList();
      assertThat(opened).hasSize(teams);
      for (int i = 0; i < teams; i++) {
        GraphQLClient mate = clients.get(teams + i);
        pay(mate, join(mate, chain, opened.get(i), WhenFull.REFUND));
      }
      // Their time, not the clock, which the shipped application keeps to itself.
      cluster.execute(
          """
          UPDATE chain_team SET opened_at = opened_at - interval '1 hour', ends_at = now()
          WHERE chain_id = ?""",
          chain);

      Together.runJobOnBoth(cluster, "chain-team-ends", 6);

      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM chain_team
                  WHERE chain_id = ? AND state = 'FAILED' AND taken = 2 AND wound_up_at IS NOT NULL""",
                  chain))
          .isEqualTo(teams);
      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM order_refund r JOIN customer_order o ON o.id = r.order_id
                  WHERE o.source_id = ? AND r.amount_fen = o.total_fen""",
                  chain))
          .isEqualTo(2L * teams);
      assertThat(stock(cluster, chain)).isEqualTo(100);
      assertThat(astray(cluster)).isZero();
    }
  }

  private static void awaitRefunds(Cluster cluster, long count) {
    await("the money is back")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number("SELECT count(*) FROM sandbox_refund WHERE state = 'SUCCESS'")
                    == count);
  }
}
