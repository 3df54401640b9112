package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.Refusal;
import io.siyu.member.MemberDirectory;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members who join again, in many ways at once, what they had left unpaid. */
@QuarkusTest
class UnpaidEntriesRacesTest extends UnpaidScenario {

  @Inject MemberDirectory members;

  private final ExecutorService outside = Executors.newCachedThreadPool();

  @AfterEach
  void nothing_is_left_under_way() {
    outside.shutdownNow();
  }

  @Test
  void many_attempts_at_once_are_all_refused_and_change_nothing() {
    Published chain = chain();
    UUID member = fixture.member("小满");
    for (int i = 0; i < 3; i++) {
      lapse(member, chain);
    }
    String before = fixture.fingerprint(chain);

    List<Boolean> joined =
        fixture.await(
            Uni.join()
                .all(
                    IntStream.range(0, 12)
                        .mapToObj(i -> joins(fixture.join(member, chain, 1)))
                        .toList())
                .andFailFast());

    assertThat(joined).containsOnly(false);
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  private static Uni<Boolean> joins(Uni<UUID> join) {
    return join.replaceWith(true).onFailure(Refusal.class).recoverWithItem(false);
  }

  /** Ending an entry holds the member's lock: who waits for that sees what ended meanwhile. */
  @Test
  void an_entry_that_ends_while_its_member_joins_again_counts() {
    Published chain = chain();
    UUID member = fixture.member("小满");
    lapse(member, chain);
    lapse(member, chain);
    UUID third = fixture.await(fixture.join(member, chain, 1));
    clock.advance(TO_PAY);
    AtomicReference<CompletableFuture<Void>> end = new AtomicReference<>();
    AtomicReference<CompletableFuture<UUID>> again = new AtomicReference<>();

    fixture.await(
        database.transaction(
            () ->
                members
                    .lock(member)
                    .invoke(
                        () -> end.set(CompletableFuture.runAsync(() -> timeOut(third), outside)))
                    .chain(() -> untilWaiting(1))
                    .invoke(
                        () ->
                            again.set(
                                CompletableFuture.supplyAsync(
                                    () -> fixture.await(fixture.join(member, chain, 1)), outside)))
                    .chain(() -> untilWaiting(2))));
    end.get().join();

    assertThatThrownBy(() -> again.get().join())
        .cause()
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("UNPAID_TOO_OFTEN"));
    assertThat(fixture.itemStock(chain)).isEqualTo(90);
  }

  /** Within a transaction: until so many wait for it, one behind the other. */
  private Uni<Void> untilWaiting(int count) {
    return sql.first(
            """
            SELECT count(*) >= $1 AS waiting FROM pg_stat_activity a
            WHERE pg_backend_pid() = ANY(pg_blocking_pids(a.pid)) OR EXISTS (
              SELECT FROM unnest(pg_blocking_pids(a.pid)) AS before (pid)
              WHERE pg_backend_pid() = ANY(pg_blocking_pids(before.pid)))""",
            row -> row.bool("waiting"),
            (long) count)
        .chain(waiting -> waiting ? Uni.createFrom().voidItem() : untilWaiting(count));
  }
}
