package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLSocket;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Subscription;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those see who wait for their team to fill up. */
@QuarkusTest
class TeamProgressTest {

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject MovableClock clock;

  @TestHTTPResource("/")
  URI base;

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  @Test
  void a_watcher_sees_each_seat_taken_and_left_until_the_team_forms() {
    Published chain = fixture.published(3);
    UUID team = fixture.opened(chain);
    try (GraphQLSocket socket = GraphQLSocket.open(base).init()) {
      String operation = watch(socket, chain, team);
      assertThat(seen(socket, operation)).isEqualTo("OPEN 2");

      UUID left = fixture.seated(chain, team, WhenFull.REFUND);
      assertThat(seen(socket, operation)).isEqualTo("OPEN 1");
      chains.withdraw(fixture.memberOf(left), left);
      assertThat(seen(socket, operation)).isEqualTo("OPEN 2");
      // A seat in another team of the same team buy is none of its business.
      fixture.opened(chain);
      fixture.seated(chain, team, WhenFull.REFUND);
      assertThat(seen(socket, operation)).isEqualTo("OPEN 1");
      fixture.seated(chain, team, WhenFull.REFUND);

      assertThat(seen(socket, operation)).isEqualTo("FORMED 0");
      assertThat(socket.next().getString("type")).isEqualTo("complete");
    }
  }

  @Test
  void a_watcher_sees_that_the_team_failed_and_so_does_who_comes_later() {
    Published chain = fixture.published(3);
    UUID team = fixture.opened(chain);
    try (GraphQLSocket socket = GraphQLSocket.open(base).init()) {
      String operation = watch(socket, chain, team);
      assertThat(seen(socket, operation)).isEqualTo("OPEN 2");

      fixture.passTeamTime();
      fixture.endTeams();

      assertThat(seen(socket, operation)).isEqualTo("FAILED 2");
      assertThat(socket.next().getString("type")).isEqualTo("complete");
      operation = watch(socket, chain, team);
      assertThat(seen(socket, operation)).isEqualTo("FAILED 2");
      assertThat(socket.next().getString("type")).isEqualTo("complete");
    }
  }

  @Test
  void a_team_of_another_chain_cannot_be_watched() {
    Published chain = fixture.published(2);
    UUID foreign = fixture.opened(fixture.published(2));
    for (UUID team : List.of(foreign, Ids.next())) {
      try (Subscription watcher =
          Subscription.open(base, "chainTeamProgress", variables(chain, team), null)) {
        await().atMost(ChainRecords.PATIENCE).until(() -> !watcher.errorCodes().isEmpty());
        assertThat(watcher.errorCodes()).containsExactly("NOT_FOUND");
      }
    }
  }

  private static String watch(GraphQLSocket socket, Published chain, UUID team) {
    return socket.subscribe(Documents.text("chainTeamProgress"), variables(chain, team));
  }

  private static Map<String, Object> variables(Published chain, UUID team) {
    return Map.of("chainId", Chain.ID.encode(chain.id()), "teamId", ChainTeam.ID.encode(team));
  }

  /** {@code OPEN 2}: where it stands, and seats left. */
  private static String seen(GraphQLSocket socket, String operation) {
    JsonObject progress =
        socket.nextData(operation).getJsonObject("data").getJsonObject("chainTeamProgress");
    return progress.getString("state") + " " + progress.getInteger("seatsLeft");
  }
}
