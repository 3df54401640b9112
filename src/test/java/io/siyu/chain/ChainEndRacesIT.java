package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Staff at two instances who call chains off while both instances settle them. */
class ChainEndRacesIT extends ChainReplicas {

  private static final int CHAINS = 10;
  private static final int MEMBERS = 2;

  /** Of each chain: called off here, settled there, settled here, called off once more there. */
  private static final int ATTEMPTS = 4;

  @Test
  void a_chain_that_is_settled_and_called_off_at_once_has_one_end_and_its_money_follows_it() {
    try (Cluster cluster = Cluster.of("chain-end-races", 2, Map.of("siyu.jobs.enabled", "false"))) {
      List<GraphQLClient> clients = members(cluster, MEMBERS);
      GraphQLClient staff = staff(cluster.instance(0));
      List<UUID> chains = new ArrayList<>();
      for (int i = 0; i < CHAINS; i++) {
        // Every other one succeeds, unless it is called off.
        UUID chain = chain(cluster, MEMBERS + i % 2, 100);
        clients.forEach(client -> assertThat(joinAndPay(client, chain)).isNotNull());
        chains.add(chain);
      }
      cluster.execute("UPDATE chain SET deadline = clock_timestamp()");

      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              CHAINS * ATTEMPTS,
              2 * ATTEMPTS,
              (instance, number) ->
                  act(staff.at(instance.uri()), chains.get(number / ATTEMPTS), number % ATTEMPTS));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes).allMatch(outcome -> outcome.failure() == null);
      Together.runJobOnBoth(cluster, "chain-settlement", 4);
      chains.forEach(chain -> assertEndedOnce(cluster, chain));
      Answer books = staff.runWith("chainReconciliation", Map.of("first", 50));
      assertThat(books.array("chainReconciliation.nodes").size())
          .isEqualTo(
              (int)
                  cluster.number(
                      "SELECT count(*) FROM chain WHERE state = 'CANCELLED' OR outcome = 'FAILED'"));
      for (int i = 0; i < books.array("chainReconciliation.nodes").size(); i++) {
        String node = "chainReconciliation.nodes." + i + ".";
        assertThat(books.at(node + "balanced")).isEqualTo(true);
        assertThat(books.number(node + "paid.amount")).isEqualTo(MEMBERS * PRICE_FEN);
        assertThat(books.number(node + "refunded.amount")).isEqualTo(MEMBERS * PRICE_FEN);
      }
    }
  }

  private static Answer act(GraphQLClient staff, UUID chain, int attempt) {
    boolean cancels = attempt == 0 || attempt == ATTEMPTS - 1;
    return cancels
        ? staff.run(
            "cancelChain",
            Map.of(
                "chainId",
                Chain.ID.encode(chain),
                "reason",
                "果园减产",
                "idempotencyKey",
                "cancel-" + chain))
        : staff.run("runJob", Map.of("name", "chain-settlement"));
  }

  private static void assertEndedOnce(Cluster cluster, UUID chain) {
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM chain_transition
                WHERE chain_id = ? AND to_state IN ('SETTLED', 'CANCELLED')""",
                chain))
        .as("ends")
        .isEqualTo(1);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM chain WHERE id = ? AND wound_up_at IS NOT NULL", chain))
        .as("wound up")
        .isEqualTo(1);
    long kept =
        cluster.number("SELECT count(*) FROM chain WHERE id = ? AND outcome = 'SUCCEEDED'", chain);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM order_refund r JOIN customer_order o ON o.id = r.order_id
                WHERE o.source_id = ?""",
                chain))
        .as("refunds")
        .isEqualTo(kept == 1 ? 0 : MEMBERS);
    assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", itemOf(chain)))
        .as("goods that went back to the shop")
        .isEqualTo(kept == 1 ? 100 - MEMBERS : 100);
  }

  private static GraphQLClient staff(SiyuInstance instance) {
    GraphQLClient anonymous = instance.client();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }
}
