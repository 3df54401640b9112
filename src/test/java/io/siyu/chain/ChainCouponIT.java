package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Coupons of a successful chain, given by two instances at once and by one that is killed. */
class ChainCouponIT extends ChainReplicas {

  private static final int MEMBERS = 30;

  @Test
  void instances_that_give_at_the_same_time_give_each_member_one() {
    try (Cluster cluster = cluster("chain-coupons-by-both")) {
      UUID chain = succeeded(cluster);

      Together.runJobOnBoth(cluster, ChainCouponJob.NAME, 6);

      assertGivenOnce(cluster, chain);
    }
  }

  @Test
  void an_instance_killed_between_two_coupons_leaves_the_rest_to_another() {
    try (Cluster cluster = cluster("chain-coupons-killed")) {
      UUID chain = succeeded(cluster);
      GraphQLClient doomed = operator(cluster.instance(1));
      cluster.instance(1).arm("chain.givingCoupon", MEMBERS / 3);

      assertThatThrownBy(() -> doomed.run("runJob", Map.of("name", ChainCouponJob.NAME)))
          .isInstanceOf(UncheckedIOException.class);
      cluster.instance(1).awaitCrash();
      assertThat(cluster.number("SELECT count(*) FROM chain_coupon_grant"))
          .as("a step is one transaction")
          .isZero();

      run(cluster, ChainCouponJob.NAME);

      assertGivenOnce(cluster, chain);
    }
  }

  private static Cluster cluster(String name) {
    return Cluster.of(name, 2, Map.of("siyu.jobs.enabled", "false"));
  }

  private static UUID succeeded(Cluster cluster) {
    UUID chain = chain(cluster, MEMBERS, 100);
    UUID template = UUID.randomUUID();
    cluster.execute(
        """
        INSERT INTO coupon_template (id, name, kind, amount_off_fen, total, per_member_limit,
          issue_ways, issue_from, valid_days)
        VALUES (?, '五元谢礼', 'NO_THRESHOLD', 500, 1000, 10, ARRAY['GRANT'], now(), 7)""",
        template);
    cluster.execute(
        "INSERT INTO chain_coupon (chain_id, template_id) VALUES (?, ?)", chain, template);
    List<GraphQLClient> clients = members(cluster, MEMBERS);
    Together.run(
        cluster,
        MEMBERS,
        10,
        (instance, number) -> joinAndPay(clients.get(number).at(instance.uri()), chain));
    cluster.execute("UPDATE chain SET deadline = now() WHERE id = ?", chain);
    run(cluster, "chain-settlement");
    awaitWoundUp(cluster, chain);
    return chain;
  }

  private static void run(Cluster cluster, String job) {
    operator(cluster.instance(0)).run("runJob", Map.of("name", job)).expectSuccess("runJob");
  }

  private static void assertGivenOnce(Cluster cluster, UUID chain) {
    assertThat(
            cluster.rows(
                """
                SELECT count(*) AS grants, count(DISTINCT g.coupon_id) AS coupons,
                  (SELECT count(*) FROM coupon) AS copies,
                  (SELECT issued FROM coupon_template) AS issued,
                  (SELECT count(given_at) FROM chain_coupon) AS finished
                FROM chain_coupon_grant g WHERE g.chain_id = ?""",
                chain))
        .containsExactly(
            Map.of(
                "grants", (long) MEMBERS,
                "coupons", (long) MEMBERS,
                "copies", (long) MEMBERS,
                "issued", MEMBERS,
                "finished", 1L));
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
