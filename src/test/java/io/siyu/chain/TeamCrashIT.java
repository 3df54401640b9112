package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Team buys on instances of the packaged application that get killed. */
class TeamCrashIT extends TeamReplicas {

  @Test
  void a_payment_killed_at_any_step_seats_nobody_until_it_is_told_again() {
    try (Cluster cluster = Cluster.of("team-payment-killed", 1, Map.of())) {
      UUID chain = teamBuy(cluster, 2, 10);
      List<GraphQLClient> clients = members(cluster, 3);
      String first = join(clients.get(0), chain, null, WhenFull.REFUND);

      killedWhilePaying(cluster.instance(0), clients.get(0), first, "team.opened");
      assertThat(entries(cluster, chain, "number IS NOT NULL")).isZero();
      assertThat(cluster.number("SELECT count(*) FROM chain_team")).isZero();

      SiyuInstance second = cluster.startAnother();
      awaitEntries(cluster, chain, "state = 'PAID'", 1);
      UUID team =
          (UUID)
              cluster
                  .rows("SELECT team_id FROM chain_entry WHERE state = 'PAID'")
                  .get(0)
                  .get("team_id");
      String last = join(clients.get(1).at(second.uri()), chain, team, WhenFull.REFUND);
      String tooMany = join(clients.get(2).at(second.uri()), chain, team, WhenFull.REFUND);
      killedWhilePaying(second, clients.get(1), last, "team.seated");
      assertThat(stateOfTeam(cluster, team)).isEqualTo("OPEN 1/2");

      SiyuInstance third = cluster.startAnother();
      awaitEntries(cluster, chain, "state = 'CONFIRMED'", 2);
      assertThat(stateOfTeam(cluster, team)).isEqualTo("FORMED 2/2");
      killedWhilePaying(third, clients.get(2), tooMany, "team.givenBack");
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isZero();

      cluster.startAnother();
      awaitEntries(cluster, chain, "state = 'EXPIRED' AND refunded_at IS NOT NULL", 1);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isEqualTo(1);
      assertThat(numbers(cluster, chain)).containsExactly(1L, 2L);
      assertThat(stock(cluster, chain)).isEqualTo(8);
      assertThat(astray(cluster)).isZero();
    }
  }

  @Test
  void a_team_formed_by_a_payment_that_is_killed_before_its_commit_forms_by_the_next_one() {
    try (Cluster cluster = Cluster.of("team-forming-killed", 1, Map.of())) {
      UUID chain = teamBuy(cluster, 2, 10);
      List<GraphQLClient> clients = members(cluster, 2);
      UUID team = opened(cluster, clients.get(0), chain);
      String last = join(clients.get(1), chain, team, WhenFull.REFUND);

      killedWhilePaying(cluster.instance(0), clients.get(1), last, "team.formed");
      assertThat(stateOfTeam(cluster, team)).isEqualTo("OPEN 1/2");
      assertThat(entries(cluster, chain, "state = 'CONFIRMED'")).isZero();

      cluster.startAnother();
      awaitEntries(cluster, chain, "state = 'CONFIRMED'", 2);
      assertThat(stateOfTeam(cluster, team)).isEqualTo("FORMED 2/2");
      assertThat(cluster.number("SELECT have FROM chain WHERE id = ?", chain)).isEqualTo(2);
    }
  }

  @Test
  void a_teams_end_killed_at_every_step_still_refunds_each_seat_once() {
    int seats = 4;
    try (Cluster cluster = Cluster.of("team-end-killed", 1, Map.of())) {
      UUID chain = teamBuy(cluster, seats + 1, 10);
      List<GraphQLClient> clients = members(cluster, seats + 1);
      UUID team = opened(cluster, clients.get(0), chain);
      for (int i = 1; i < seats; i++) {
        pay(clients.get(i), join(clients.get(i), chain, team, WhenFull.REFUND));
      }
      Instant nearTheEnd = Instant.now().plusSeconds(3500);
      cluster.setClock(nearTheEnd);
      join(clients.get(seats).asMember("new:joiner-" + seats), chain, team, WhenFull.OPEN_OWN);
      Instant afterwards = nearTheEnd.plusSeconds(200);

      killedAfterwards(cluster.instance(0), "team.askedGateway", afterwards);
      killedAfterwards(cluster.startAnother(), "team.failing", afterwards);
      assertThat(stateOfTeam(cluster, team)).isEqualTo("OPEN 4/5");
      assertThat(entries(cluster, chain, "state = 'RESERVED' AND team_id IS NULL"))
          .as("may still pay, for a team of the own")
          .isEqualTo(1);
      SiyuInstance third = cluster.startAnother();
      third.arm("team.refunding", seats / 2);
      third.setClock(afterwards);
      third.awaitCrash();
      assertThat(stateOfTeam(cluster, team)).isEqualTo("FAILED 4/5");
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isEqualTo(seats / 2);
      cluster.startAnother().setClock(afterwards);

      await("every seat is refunded")
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.number(
                          "SELECT count(*) FROM chain_team WHERE wound_up_at IS NOT NULL AND id = ?",
                          team)
                      == 1);
      assertThat(cluster.number("SELECT count(*) FROM order_refund")).isEqualTo(seats);
      await("the money is back")
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.number("SELECT count(*) FROM sandbox_refund WHERE state = 'SUCCESS'")
                      == seats);
      assertThat(astray(cluster)).isZero();
    }
  }

  private static void killedWhilePaying(
      SiyuInstance instance, GraphQLClient client, String order, String point) {
    instance.arm(point, 0);
    assertThatThrownBy(() -> pay(client.at(instance.uri()), order))
        .isInstanceOf(UncheckedIOException.class);
    instance.awaitCrash();
  }

  private static void killedAfterwards(SiyuInstance instance, String point, Instant afterwards) {
    instance.arm(point, 0);
    instance.setClock(afterwards);
    instance.awaitCrash();
  }

  /** Told by the gateway again, to whoever is there. */
  private static void awaitEntries(Cluster cluster, UUID chain, String condition, int count) {
    await(condition).atMost(PATIENCE).until(() -> entries(cluster, chain, condition) == count);
  }
}
