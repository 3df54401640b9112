package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.order.OrderedLine;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Units of confirmed entries on instances that race each other or get killed. */
class ChainPartRefundIT extends ChainReplicas {

  private static final int STOCK = 100;

  @Test
  void two_units_that_many_refund_at_two_instances_come_back_once() {
    try (Cluster cluster = Cluster.ofTwo("chain-part-refund-race")) {
      Bought bought = confirmed(cluster);

      bought.line().raceToRefund(cluster, PayingCrowd.admin(cluster.instance(0)), 2, 40);

      assertGivenBack(cluster, bought, 2, 1);
      assertThat(entry(cluster, bought)).isEqualTo("CONFIRMED");
    }
  }

  @Test
  void an_instance_killed_before_the_commit_has_given_back_nothing_and_again_does_once() {
    try (Cluster cluster = Cluster.of("chain-part-refund-killed", 1, Map.of())) {
      Bought bought = confirmed(cluster);
      kill(cluster, 0, bought, 1, "first");
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isZero();
      assertThat(skuStock(cluster, bought)).isEqualTo(STOCK - 3);

      cluster.startAnother();
      refund(cluster, 1, bought, 1, "first");
      refund(cluster, 1, bought, 1, "first");
      assertGivenBack(cluster, bought, 1, 1);
      // So too the rest, with which the entry ends.
      kill(cluster, 1, bought, 2, "rest");
      assertThat(entry(cluster, bought)).isEqualTo("CONFIRMED");
      assertThat(skuStock(cluster, bought)).isEqualTo(STOCK - 2);
      cluster.startAnother();
      refund(cluster, 2, bought, 2, "rest");
      refund(cluster, 2, bought, 2, "rest");

      assertGivenBack(cluster, bought, 3, 2);
      assertThat(entry(cluster, bought)).isEqualTo("WITHDRAWN");
    }
  }

  private static void kill(Cluster cluster, int instance, Bought bought, int quantity, String key) {
    GraphQLClient staff = PayingCrowd.admin(cluster.instance(instance));
    cluster.instance(instance).arm("refund.beforeCommit", 0);
    try {
      staff.run("refundOrder", bought.line().refund(quantity, key));
      throw new AssertionError("The instance answered although it was to be killed.");
    } catch (UncheckedIOException killed) {
      cluster.instance(instance).awaitCrash();
    }
  }

  /** Keys are an operator's own, and all log in as the same. */
  private static void refund(
      Cluster cluster, int instance, Bought bought, int quantity, String key) {
    PayingCrowd.admin(cluster.instance(instance))
        .run("refundOrder", bought.line().refund(quantity, key))
        .expectSuccess("refundOrder");
  }

  private static void assertGivenBack(Cluster cluster, Bought bought, int units, int refunds) {
    assertThat(cluster.number("SELECT count(*) FROM order_refund")).isEqualTo(refunds);
    assertThat(cluster.number("SELECT sum(amount_fen) FROM refund")).isEqualTo(units * PRICE_FEN);
    assertThat(cluster.number("SELECT sum(refunded_quantity) FROM chain_entry_line"))
        .isEqualTo(units);
    assertThat(skuStock(cluster, bought)).isEqualTo(STOCK - 3 + units);
    OrderedLine.awaitMoney(cluster, units * PRICE_FEN);
  }

  private static long skuStock(Cluster cluster, Bought bought) {
    return cluster.number("SELECT stock FROM sku WHERE id = ?", itemOf(bought.chain()));
  }

  private static String entry(Cluster cluster, Bought bought) {
    return text(cluster, "SELECT state FROM chain_entry WHERE chain_id = ?", bought.chain());
  }

  /** Three units of a chain that has succeeded, and whose rest went back to the SKU. */
  private static Bought confirmed(Cluster cluster) {
    UUID chain = chain(cluster, 1, STOCK);
    GraphQLClient member = cluster.instance(0).client().asMember("new:buyer");
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", Chain.ID.encode(chain));
    input.put(
        "items", List.of(Map.of("itemId", ChainItem.ID.encode(itemOf(chain)), "quantity", 3)));
    input.put("idempotencyKey", "joined");
    String order =
        member.run("joinChain", input).expectSuccess("joinChain").text("joinChain.order.id");
    member.run("sandboxPay", Map.of("orderId", order)).expectSuccess("sandboxPay");
    cluster.execute("UPDATE chain SET deadline = now() WHERE id = ?", chain);
    awaitWoundUp(cluster, chain);
    return new Bought(chain, OrderedLine.of(member, order));
  }

  private record Bought(UUID chain, OrderedLine line) {}
}
