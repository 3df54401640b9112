package io.siyu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.siyu.testing.GraphQLClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody holds a lock and does not let go, or a transaction does nothing more. */
@QuarkusTest
@TestProfile(StatementLimitTest.OneSecond.class)
class StatementLimitTest {

  /** Most that a request may take, limit and load of the machine together. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Two more than there are connections. */
  private static final int MANY = 22;

  @Inject Database database;
  @Inject Sql sql;

  /** As short as the limit may be. */
  public static final class OneSecond implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("siyu.database.statement-timeout", "1s");
    }
  }

  @BeforeEach
  void a_table_of_its_own() {
    wait(
        database.transaction(
            () ->
                sql.update("CREATE TABLE IF NOT EXISTS limit_probe (n bigint)")
                    .chain(() -> sql.update("CREATE TABLE IF NOT EXISTS locked_probe (n bigint)"))
                    .chain(() -> sql.update("TRUNCATE limit_probe"))));
  }

  @Test
  void a_locked_table_fails_whoever_waits_for_it_and_holds_no_connection() throws Exception {
    try (Locked ignored = new Locked("locked_probe")) {
      List<Throwable> failures = together(() -> inOneTransaction().replaceWithVoid());

      assertThat(failures).hasSize(MANY).allMatch(SqlFailures::isUnavailable);
      assertThat(failures).extracting(SqlFailures::sqlState).contains("57014");
      assertThat(count()).as("others are served meanwhile, and nothing is half done").isZero();
    }

    wait(inOneTransaction());
    assertThat(count()).isEqualTo(1);
    assertThat(sessionsInTransaction()).isZero();
  }

  @Test
  void a_member_is_told_that_it_is_not_available_and_may_try_again() throws Exception {
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("new:waits-for-a-lock");

    try (Locked ignored = new Locked("member")) {
      long began = System.nanoTime();
      assertThat(member.runWith("viewer", Map.of()).errorCodes()).containsOnly("UNAVAILABLE");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    }

    assertThat(member.runWith("viewer", Map.of()).errorCodes()).isEmpty();
  }

  @Test
  void a_transaction_that_does_nothing_more_gives_back_its_locks_and_its_connection() {
    for (int i = 0; i < MANY; i++) {
      database
          .transaction(
              () ->
                  sql.update("INSERT INTO limit_probe VALUES (1)")
                      .chain(() -> Uni.createFrom().<Void>nothing()))
          .subscribe()
          .with(done -> {}, failure -> {});
    }

    await().atMost(PATIENCE).until(() -> sessionsInTransaction() == 0);
    wait(inOneTransaction());
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void a_transaction_that_goes_on_too_late_is_not_available_either() {
    Uni<Integer> late =
        database.transaction(
            () ->
                sql.update("INSERT INTO limit_probe VALUES (1)")
                    .chain(StatementLimitTest::afterTheLimit)
                    .chain(() -> sql.update("INSERT INTO limit_probe VALUES (2)")));

    assertThat(together(() -> late.replaceWithVoid()))
        .hasSize(MANY)
        .allMatch(SqlFailures::isUnavailable);
    assertThat(count()).isZero();
  }

  @Test
  void who_asked_and_went_away_leaves_work_that_ends_and_a_connection_that_serves_again()
      throws Exception {
    Locked lock = new Locked("locked_probe");
    try (lock) {
      for (int i = 0; i < MANY; i++) {
        inOneTransaction().subscribe().with(done -> {}, failure -> {}).cancel();
      }
    }

    await().atMost(PATIENCE).until(() -> sessionsInTransaction() == 0);
    long done = count();
    wait(inOneTransaction());
    assertThat(count()).isEqualTo(done + 1);
  }

  private Uni<Integer> inOneTransaction() {
    return database.transaction(
        () ->
            sql.update("INSERT INTO limit_probe VALUES (1)")
                .chain(() -> sql.update("UPDATE locked_probe SET n = 1")));
  }

  /** On the context of the lane, as everything in it. */
  private static Uni<Void> afterTheLimit() {
    return Uni.createFrom()
        .emitter(
            emitter ->
                Vertx.currentContext().owner().setTimer(2_000, ignored -> emitter.complete(null)));
  }

  private List<Throwable> together(Supplier<Uni<Void>> work) {
    List<Throwable> failures = new ArrayList<>();
    List<Uni<Throwable>> all =
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    work.get()
                        .replaceWith((Throwable) null)
                        .onFailure()
                        .recoverWithItem(failure -> failure))
            .toList();
    wait(Uni.join().all(all).andFailFast())
        .forEach(
            failure -> {
              if (failure != null) {
                failures.add(failure);
              }
            });
    return failures;
  }

  private long count() {
    return wait(
        database.read(
            () -> sql.first("SELECT count(*) AS n FROM limit_probe", row -> row.number("n"))));
  }

  private long sessionsInTransaction() {
    return wait(
        database.read(
            () ->
                sql.first(
                    """
                    SELECT count(*) AS n FROM pg_stat_activity
                    WHERE datname = current_database() AND state LIKE 'idle in transaction%'
                      AND query LIKE '%limit_probe%' AND pid <> pg_backend_pid()""",
                    row -> row.number("n"))));
  }

  private static <T> T wait(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  /** Another session, which holds on to a table until it is closed. */
  private static final class Locked implements AutoCloseable {
    private final Connection connection;

    Locked(String table) throws SQLException {
      connection =
          DriverManager.getConnection(
              setting("quarkus.datasource.jdbc.url"),
              setting("quarkus.datasource.username"),
              setting("quarkus.datasource.password"));
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
      }
    }

    private static String setting(String name) {
      return ConfigProvider.getConfig().getValue(name, String.class);
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
