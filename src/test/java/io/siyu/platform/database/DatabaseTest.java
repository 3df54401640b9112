package io.siyu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.RequestFailure;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.NoStackTraceThrowable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Database database;
  @Inject Sql sql;
  @Inject MeterRegistry meters;

  @BeforeEach
  void a_table_of_its_own() {
    await(
        database.transaction(
            () ->
                sql.update("CREATE TABLE IF NOT EXISTS lane_probe (id uuid PRIMARY KEY, n bigint)")
                    .chain(() -> sql.update("TRUNCATE lane_probe"))));
  }

  @Test
  void parallel_work_of_one_caller_runs_in_separate_sessions() {
    List<Uni<Long>> work = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long value = i;
      work.add(
          database.read(
              () ->
                  sql.first("SELECT $1::bigint AS n", row -> row.number("n"), value)
                      .chain(
                          first ->
                              sql.first(
                                  "SELECT $1::bigint + 1 AS n", row -> row.number("n"), first))));
    }

    List<Long> answers = await(Uni.join().all(work).usingConcurrencyOf(300).andFailFast());

    assertThat(answers).hasSize(300);
    assertThat(answers.get(0)).isEqualTo(1);
    assertThat(answers.get(299)).isEqualTo(300);
  }

  @Test
  void a_failure_rolls_everything_back_and_skips_what_waits_for_the_commit() {
    AtomicInteger afterCommit = new AtomicInteger();

    assertThatThrownBy(
            () ->
                await(
                    database.transaction(
                        () ->
                            insert(1)
                                .invoke(() -> database.afterCommit(afterCommit::incrementAndGet))
                                .chain(() -> database.transaction(() -> insert(2)))
                                .chain(
                                    () ->
                                        Uni.createFrom()
                                            .<Void>failure(RequestFailure.notFound("It"))))))
        .isInstanceOf(RequestFailure.class);

    assertThat(count()).isZero();
    assertThat(afterCommit).hasValue(0);
  }

  @Test
  void nested_transactions_join_the_outer_one() {
    AtomicInteger seen = new AtomicInteger();

    await(
        database.transaction(
            () ->
                insert(1)
                    .chain(() -> database.transaction(() -> insert(2)))
                    .chain(() -> database.read(this::counted))
                    .invoke(rows -> seen.set(rows.intValue()))));

    assertThat(seen).hasValue(2);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void what_the_driver_says_without_an_exception_is_one_and_not_available() {
    Throwable closed = new NoStackTraceThrowable("Connection is not active now");
    Throwable rolledBack = new CompositeException(closed, closed);

    for (Throwable failure : List.of(closed, rolledBack)) {
      assertThatThrownBy(() -> await(database.read(() -> Uni.createFrom().<Void>failure(failure))))
          .isInstanceOf(Exception.class)
          .matches(SqlFailures::isUnavailable);
    }
  }

  @Test
  void a_connection_that_ends_between_two_statements_is_not_available() {
    assertThatThrownBy(
            () ->
                await(
                    database.read(
                        () ->
                            sql.first("SELECT pg_backend_pid() AS n", row -> row.number("n"))
                                .call(this::endSession)
                                .chain(() -> sql.first("SELECT 1 AS n", row -> row.number("n"))))))
        .isInstanceOf(Exception.class)
        .matches(SqlFailures::isUnavailable);
  }

  /** By a lane of its own, until nothing of the session is left; then goes on in the caller's. */
  private Uni<Void> endSession(long session) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context caller = Vertx.currentContext();
              CompletableFuture.runAsync(() -> await(ended(session)))
                  .thenRun(() -> caller.runOnContext(ignored -> emitter.complete(null)));
            });
  }

  private Uni<Boolean> ended(long session) {
    return database.read(
        () ->
            sql.first(
                "SELECT pg_terminate_backend($1::int, 10000) AS ended",
                row -> row.bool("ended"),
                (int) session));
  }

  @Test
  void a_deadlock_is_counted_and_runs_the_work_again() {
    double before = deadlocks();
    UUID one = Ids.next();
    UUID two = Ids.next();
    await(database.transaction(() -> insert(one, 0).chain(() -> insert(two, 0))));

    List<Uni<Void>> work = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      UUID first = i % 2 == 0 ? one : two;
      UUID second = i % 2 == 0 ? two : one;
      work.add(
          database.transaction(
              () ->
                  increment(first)
                      .chain(() -> sql.first("SELECT pg_sleep(0.05)", row -> true))
                      .chain(() -> increment(second))
                      .replaceWithVoid()));
    }
    List<Throwable> failures = new ArrayList<>();
    await(
        Uni.join()
            .all(
                work.stream()
                    .map(uni -> uni.onFailure().invoke(failures::add).onFailure().recoverWithNull())
                    .toList())
            .andCollectFailures());

    long sum =
        await(
            database.read(
                () ->
                    sql.first(
                        "SELECT sum(n)::bigint AS n FROM lane_probe", row -> row.number("n"))));
    assertThat(failures).allMatch(SqlFailures::isRetryable);
    assertThat(sum).isEqualTo(2L * (10 - failures.size()));
    assertThat(failures).hasSizeLessThan(10);
    assertThat(deadlocks()).isGreaterThan(before);
  }

  private double deadlocks() {
    return meters.counter("siyu.database.deadlocks").count();
  }

  private Uni<Integer> insert(long value) {
    return insert(Ids.next(), value);
  }

  private Uni<Integer> insert(UUID id, long value) {
    return sql.update("INSERT INTO lane_probe (id, n) VALUES ($1, $2)", id, value);
  }

  private Uni<Integer> increment(UUID id) {
    return sql.update("UPDATE lane_probe SET n = n + 1 WHERE id = $1", id);
  }

  private Uni<Long> counted() {
    return sql.first("SELECT count(*) AS n FROM lane_probe", row -> row.number("n"));
  }

  private long count() {
    return await(database.read(this::counted));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
