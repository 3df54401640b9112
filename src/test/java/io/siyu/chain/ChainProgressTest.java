package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLSocket;
import io.siyu.testing.MovableClock;
import io.siyu.testing.StatementLog;
import io.siyu.testing.Subscription;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChainProgressTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject ChainFixture fixture;
  @Inject MovableClock clock;
  @Inject StatementLog statements;

  @TestHTTPResource("/")
  URI base;

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  @Test
  void a_watcher_sees_the_progress_at_once_and_after_each_change() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID leaver = fixture.member("小满");
    UUID entry = fixture.joinAndPay(leaver, chain, 1);

    try (Subscription watcher = watch(Chain.ID.encode(chain.id()))) {
      awaitHave(watcher, 1);
      assertThat(progress(watcher).getString("state")).isEqualTo("OPEN");
      assertThat(progress(watcher).getInteger("remaining")).isEqualTo(1);
      assertThat(progress(watcher).getString("serverTime")).isNotNull();

      fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
      awaitHave(watcher, 2);
      assertThat(progress(watcher).getString("state")).isEqualTo("REACHED");
      assertThat(progress(watcher).getInteger("percent")).isEqualTo(100);

      fixture.withdraw(leaver, entry);
      awaitHave(watcher, 1);
      assertThat(progress(watcher).getString("state")).isEqualTo("OPEN");

      fixture.passDeadline(chain);
      fixture.settle();
      await().atMost(PATIENCE).until(() -> progress(watcher).getString("state").equals("SETTLED"));
    }
  }

  @Test
  void every_newcomer_sees_the_progress_at_once() {
    Published chain = fixture.published(Plan.minimumOrders(5));
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    List<Subscription> watchers = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        Subscription watcher = watch(Chain.ID.encode(chain.id()));
        watchers.add(watcher);
        awaitHave(watcher, 1);
      }
      // The first leaves; the others go on.
      watchers.remove(0).close();
      fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
      watchers.forEach(watcher -> awaitHave(watcher, 2));
      // All leave; the next one starts anew.
      watchers.forEach(Subscription::close);
      watchers.clear();
      watchers.add(watch(Chain.ID.encode(chain.id())));
      awaitHave(watchers.get(0), 2);
    } finally {
      watchers.forEach(Subscription::close);
    }
  }

  @Test
  void the_final_state_is_the_last_one_also_for_those_who_come_later() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    String id = Chain.ID.encode(chain.id());
    try (GraphQLSocket socket = GraphQLSocket.open(base).init()) {
      String operation = subscribe(socket, id);
      assertThat(state(socket.nextData(operation))).isEqualTo("OPEN");

      fixture.passDeadline(chain);
      fixture.settle();

      String state = state(socket.nextData(operation));
      while (!state.equals("SETTLED")) {
        state = state(socket.nextData(operation));
      }
      assertThat(socket.next().getString("type")).isEqualTo("complete");
      operation = subscribe(socket, id);
      assertThat(state(socket.nextData(operation))).isEqualTo("SETTLED");
      assertThat(socket.next().getString("type")).isEqualTo("complete");
    }
  }

  @Test
  void a_newcomer_is_told_the_present_time_however_long_nothing_changed() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    String id = Chain.ID.encode(chain.id());
    try (Subscription early = watch(id)) {
      awaitHave(early, 0);
      clock.advance(Duration.ofMinutes(10));
      Instant later = clock.instant();

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                try (Subscription newcomer = watch(id)) {
                  awaitHave(newcomer, 0);
                  return !Instant.parse(progress(newcomer).getString("serverTime")).isBefore(later);
                }
              });
      assertThat(early.received()).as("nothing changed").hasSize(1);
    }
  }

  @Test
  void a_change_that_nobody_told_of_is_seen_too() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    try (Subscription watcher = watch(Chain.ID.encode(chain.id()))) {
      awaitHave(watcher, 0);
      String before = progress(watcher).getString("deadline");

      // As when an instance dies between its commit and the hint.
      fixture.passDeadline(chain);

      await().atMost(PATIENCE).until(() -> !progress(watcher).getString("deadline").equals(before));
    }
  }

  @Test
  void one_socket_may_watch_a_chain_twice_and_stop_one_of_them() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    try (GraphQLSocket socket = GraphQLSocket.open(base).init()) {
      String first = subscribe(socket, Chain.ID.encode(chain.id()));
      socket.nextData(first);
      String second = subscribe(socket, Chain.ID.encode(chain.id()));
      socket.nextData(second);

      socket.complete(first);
      fixture.joinAndPay(fixture.member("小满"), chain, 1);

      assertThat(
              socket
                  .nextData(second)
                  .getJsonObject("data")
                  .getJsonObject("chainProgress")
                  .getInteger("have"))
          .isEqualTo(1);
    }
  }

  @Test
  void newcomers_of_one_moment_cost_a_reading_or_two() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    String id = Chain.ID.encode(chain.id());
    List<Subscription> watchers = new ArrayList<>();
    try {
      watchers.add(watch(id));
      awaitHave(watchers.get(0), 0);
      statements.start();
      long begin = System.nanoTime();
      for (int i = 0; i < 40; i++) {
        watchers.add(watch(id));
      }
      watchers.forEach(watcher -> awaitHave(watcher, 0));
      long halfSeconds = (System.nanoTime() - begin) / 500_000_000L;

      assertThat(statements.stop("FROM chain c WHERE c.id = $1", chain.id()))
          .hasSizeLessThanOrEqualTo((int) halfSeconds + 2);
    } finally {
      watchers.forEach(Subscription::close);
    }
  }

  private static String subscribe(GraphQLSocket socket, String chain) {
    return socket.subscribe(Documents.text("chainProgress"), Map.of("chainId", chain));
  }

  private static String state(JsonObject payload) {
    return payload.getJsonObject("data").getJsonObject("chainProgress").getString("state");
  }

  @Test
  void an_unknown_chain_cannot_be_watched() {
    try (Subscription watcher = watch(Chain.ID.encode(Ids.next()))) {
      await().atMost(PATIENCE).until(() -> !watcher.errorCodes().isEmpty());
      assertThat(watcher.errorCodes()).containsExactly("NOT_FOUND");
    }
    try (Subscription watcher = watch("order_AAAA")) {
      await().atMost(PATIENCE).until(() -> !watcher.errorCodes().isEmpty());
      assertThat(watcher.errorCodes()).containsExactly("BAD_INPUT");
    }
  }

  private Subscription watch(String id) {
    return Subscription.open(base, "chainProgress", Map.of("chainId", id), null);
  }

  private static void awaitHave(Subscription watcher, int have) {
    await()
        .atMost(PATIENCE)
        .until(() -> watcher.latest() != null && progress(watcher).getInteger("have") == have);
  }

  private static JsonObject progress(Subscription watcher) {
    return watcher.latest().getJsonObject("chainProgress");
  }
}
