package io.siyu.platform.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.siyu.platform.embedded.EmbeddedServers;
import io.siyu.platform.embedded.EmbeddedSettings;
import io.siyu.testing.cluster.TcpProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line that is open and brings nothing back, as after a failover, behind a proxy that lives. */
class SilentLineTest {

  private static final int CONNECTIONS = 4;
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private TcpProxy line;
  private Pool pool;

  @BeforeEach
  void a_pool_behind_a_line() {
    EmbeddedServers servers = EmbeddedServers.start(EmbeddedSettings.forTests());
    URI address = URI.create(servers.reactiveUrl());
    line = new TcpProxy(address.getHost(), address.getPort());
    PgConnectOptions options =
        PgConnectOptions.fromUri(
                servers.reactiveUrl().replace(":" + address.getPort(), ":" + line.port()))
            .setUser(servers.username())
            .setPassword(servers.password());
    pool = new BoundedPool(limits()).create(input(options));
  }

  @AfterEach
  void close() {
    pool.close();
    line.close();
    vertx.close();
  }

  @Test
  void what_was_asked_over_it_fails_in_time_and_the_pool_recovers() {
    together("SELECT 1").forEach(SilentLineTest::ended);
    line.silence();

    List<Future<RowSet<Row>>> lost = together("SELECT 2");

    for (Future<RowSet<Row>> one : lost) {
      assertThatThrownBy(() -> ended(one))
          .isInstanceOf(CompletionException.class)
          .cause()
          .matches(SqlFailures::isUnavailable, "is told as UNAVAILABLE");
    }
    line.mend();
    together("SELECT 3").forEach(SilentLineTest::ended);
  }

  @Test
  void connections_that_nobody_uses_leave_the_pool_before_they_count_as_silent() {
    together("SELECT 1").forEach(SilentLineTest::ended);

    org.awaitility.Awaitility.await()
        .atMost(BoundedPool.LAST_WORD)
        .until(() -> line.connections() == 0);
    together("SELECT 2").forEach(SilentLineTest::ended);
  }

  /** One on each connection. */
  private List<Future<RowSet<Row>>> together(String sql) {
    return Stream.generate(() -> pool.query(sql).execute()).limit(CONNECTIONS).toList();
  }

  private static RowSet<Row> ended(Future<RowSet<Row>> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(LIMIT.plus(BoundedPool.LAST_WORD).plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static DatabaseConfig limits() {
    return new DatabaseConfig() {
      @Override
      public Duration statementTimeout() {
        return LIMIT;
      }

      @Override
      public boolean tellLimits() {
        return true;
      }
    };
  }

  private PgPoolCreator.Input input(PgConnectOptions options) {
    return new PgPoolCreator.Input() {
      @Override
      public Vertx vertx() {
        return vertx;
      }

      @Override
      public PoolOptions poolOptions() {
        return new PoolOptions().setMaxSize(CONNECTIONS);
      }

      @Override
      public List<PgConnectOptions> pgConnectOptionsList() {
        return List.of(options);
      }
    };
  }
}
