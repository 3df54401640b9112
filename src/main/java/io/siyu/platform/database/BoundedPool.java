package io.siyu.platform.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The pool of requests and jobs, in which nothing waits for ever (see
 * docs/adr/0042-nothing-waits-for-ever-for-the-database.md): PostgreSQL cuts a statement that takes
 * too long, and a connection on which PostgreSQL does not even do that is closed from here.
 */
@Singleton
class BoundedPool implements PgPoolCreator {

  /** What PostgreSQL has, after its own limit, to say that it has cut a statement. */
  static final Duration LAST_WORD = Duration.ofSeconds(5);

  private final DatabaseConfig config;

  BoundedPool(DatabaseConfig config) {
    this.config = config;
  }

  @Override
  public Pool create(Input input) {
    input.pgConnectOptionsList().forEach(this::bound);
    return PgDriver.INSTANCE.createPool(
        input.vertx(), input.pgConnectOptionsList(), unusedEndFirst(input.poolOptions()));
  }

  private void bound(PgConnectOptions options) {
    Duration limit = config.statementTimeout();
    options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    options.setIdleTimeout(Math.toIntExact(limit.plus(LAST_WORD).toMillis()));
    if (config.tellLimits()) {
      // Sent with the login: no statement of its own, neither for a connection nor a transaction.
      String millis = String.valueOf(limit.toMillis());
      options.addProperty("statement_timeout", millis);
      options.addProperty("idle_in_transaction_session_timeout", millis);
      // For sessions of a machine that vanished: the system's own two hours hold their places.
      options.addProperty("tcp_keepalives_idle", "60");
      options.addProperty("tcp_keepalives_interval", "10");
      options.addProperty("tcp_keepalives_count", "3");
    }
  }

  /** Silence also means that nobody asked: such connections leave the pool before it is held. */
  private PoolOptions unusedEndFirst(PoolOptions options) {
    long limit = config.statementTimeout().toMillis();
    long given = options.getIdleTimeoutUnit().toMillis(options.getIdleTimeout());
    if (given == 0 || given > limit) {
      options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
      options.setIdleTimeout(Math.toIntExact(limit));
    }
    return options;
  }
}
