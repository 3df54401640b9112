package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Leaders who close while everybody else is busy with the chain, at two instances. */
class ChainClosingIT extends ChainReplicas {

  private static final int CHAINS = 12;

  /** What is tried on each chain; by turns at the one instance and the other. */
  private static final int ACTIONS = 9;

  private static final int JOINERS = 5;

  @Test
  void a_close_that_races_joins_payments_a_cancellation_and_the_deadline_happens_once() {
    try (Cluster cluster = Cluster.ofTwo("chain-closing-races")) {
      GraphQLClient leader = cluster.instance(0).client().asMember("new:leader");
      UUID leaderId = Rows.uuid(leader.runWith("viewer", Map.of()).text("viewer.id"));
      GraphQLClient staff = staff(cluster.instance(0));
      List<GraphQLClient> joiners = members(cluster, JOINERS);
      List<UUID> chains = new ArrayList<>();
      for (int i = 0; i < CHAINS; i++) {
        chains.add(led(cluster, leaderId));
      }

      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              CHAINS * ACTIONS,
              ACTIONS,
              (instance, number) ->
                  act(
                      cluster,
                      instance,
                      leader,
                      staff,
                      joiners,
                      chains,
                      number / ACTIONS,
                      number % ACTIONS));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes).allMatch(outcome -> outcome.failure() == null);
      // Whatever nobody closed ends by its deadline.
      Instant afterwards = deadline(cluster, chains.get(0)).plusSeconds(7200);
      cluster.setClock(afterwards);
      for (int i = 0; i < CHAINS; i++) {
        awaitWoundUp(cluster, chains.get(i));
        assertEndedOnce(cluster, chains.get(i));
      }
      assertThat(
              cluster.number(
                  "SELECT count(*) FROM chain_transition WHERE cause = 'CLOSED_BY_LEADER'"))
          .as("closes that were first")
          .isPositive();
    }
  }

  /** Six join and pay, two close; then one calls off, closes once more, or lets the time pass. */
  private static Answer act(
      Cluster cluster,
      SiyuInstance instance,
      GraphQLClient leader,
      GraphQLClient staff,
      List<GraphQLClient> joiners,
      List<UUID> chains,
      int chain,
      int action) {
    UUID id = chains.get(chain);
    String key = "close-" + chain;
    return switch (action) {
      case 6, 7 -> leader.at(instance.uri()).run("closeChain", close(id, key));
      case 8 ->
          switch (chain % 3) {
            case 0 -> staff.at(instance.uri()).run("cancelChain", cancel(id, key));
            case 1 -> leader.at(instance.uri()).run("closeChain", close(id, key + "-other"));
            default -> passDeadline(cluster, id);
          };
      default -> {
        GraphQLClient joiner = joiners.get(action % JOINERS).at(instance.uri());
        Answer joined = join(joiner, id);
        String order = joined.text("joinChain.order.id");
        // May be too late by now: then it says so, or the money goes back.
        yield order == null ? joined : joiner.run("sandboxPay", Map.of("orderId", order));
      }
    };
  }

  /** The time that counts is the one at which the chain's row is had. */
  private static Answer passDeadline(Cluster cluster, UUID chain) {
    cluster.execute(
        """
        UPDATE chain SET deadline = clock_timestamp()
        WHERE id = ? AND state IN ('OPEN', 'REACHED')""",
        chain);
    return null;
  }

  private static void assertEndedOnce(Cluster cluster, UUID chain) {
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM chain_transition
                WHERE chain_id = ? AND to_state IN ('CLOSED', 'CANCELLED') AND from_state <> 'CLOSED'""",
                chain))
        .as("one end")
        .isEqualTo(1);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM chain_entry e JOIN chain c ON c.id = e.chain_id
                JOIN customer_order o ON o.id = e.order_id JOIN payment p ON p.id = o.payment_id
                JOIN sandbox_trade t ON t.transaction_id = p.transaction_id
                WHERE c.id = ? AND c.state = 'SETTLED'
                  AND (t.paid_at <= c.deadline) <> (e.number IS NOT NULL)""",
                chain))
        .as("payments that count although they were late, or do not although in time")
        .isZero();
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM chain_entry e JOIN chain c ON c.id = e.chain_id
                JOIN customer_order o ON o.id = e.order_id JOIN payment p ON p.id = o.payment_id
                WHERE c.id = ? AND p.refunded_fen <> CASE
                  WHEN p.state NOT IN ('PAID', 'PAID_LATE') THEN 0
                  WHEN c.outcome = 'SUCCEEDED' AND e.number IS NOT NULL THEN 0
                  ELSE p.amount_fen END""",
                chain))
        .as("payments kept wrongly, or given back wrongly")
        .isZero();
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM (
                  SELECT count(number) AS numbered, coalesce(max(number), 0) AS latest
                  FROM chain_entry WHERE chain_id = ?) e WHERE numbered <> latest""",
                chain))
        .as("gaps")
        .isZero();
  }

  private static UUID led(Cluster cluster, UUID leader) {
    UUID chain = chain(cluster, 2, 100);
    cluster.execute(
        """
        INSERT INTO chain_leader (chain_id, member_id, named_by, named_at)
        SELECT id, ?, created_by, now() FROM chain WHERE id = ?""",
        leader,
        chain);
    return chain;
  }

  private static Map<String, Object> close(UUID chain, String key) {
    return Map.of("chainId", Chain.ID.encode(chain), "acceptFailure", true, "idempotencyKey", key);
  }

  private static Map<String, Object> cancel(UUID chain, String key) {
    return Map.of("chainId", Chain.ID.encode(chain), "reason", "果园减产", "idempotencyKey", key);
  }

  private static GraphQLClient staff(SiyuInstance instance) {
    GraphQLClient anonymous = instance.client();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  @Test
  void an_instance_killed_while_it_closes_changes_nothing_and_the_key_still_works() {
    try (Cluster cluster = Cluster.ofTwo("chain-closing-killed")) {
      GraphQLClient leader = cluster.instance(0).client().asMember("new:leader");
      UUID chain = led(cluster, Rows.uuid(leader.runWith("viewer", Map.of()).text("viewer.id")));
      for (GraphQLClient joiner : members(cluster, 2)) {
        assertThat(joinAndPay(joiner, chain)).isNotNull();
      }
      cluster.instance(1).arm("chain.closingEarly", 0);

      assertThatThrownBy(
              () -> leader.at(cluster.instance(1).uri()).run("closeChain", close(chain, "once")))
          .isInstanceOf(UncheckedIOException.class);
      cluster.instance(1).awaitCrash();

      assertThat(text(cluster, "SELECT state FROM chain WHERE id = ?", chain)).isEqualTo("REACHED");
      leader.run("closeChain", close(chain, "once")).expectSuccess("closeChain");
      awaitWoundUp(cluster, chain);
      assertThat(text(cluster, "SELECT outcome FROM chain WHERE id = ?", chain))
          .isEqualTo("SUCCEEDED");
      assertThat(settlements(cluster, chain)).isEqualTo(1);
    }
  }
}
