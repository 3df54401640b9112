package io.siyu.payment;

import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Settles batches as other instances do at the same time, for tests. */
@ApplicationScoped
public class OtherInstance {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final Sql sql;
  private final PaymentRepository payments;
  private final TradeDecision decision;

  OtherInstance(Database database, Sql sql, PaymentRepository payments, TradeDecision decision) {
    this.database = database;
    this.sql = sql;
    this.payments = payments;
    this.decision = decision;
  }

  /**
   * Begins a batch.
   *
   * @param trades of payments that wait for them
   * @param unplanned what the planner shall not use here, such as {@code hashjoin}: instances plan
   *     the same statement each by itself, as what they have seen before differs
   */
  public Batch settle(List<Trade> trades, List<String> unplanned) {
    Batch batch = new Batch();
    database
        .read(() -> payments.all(trades.stream().map(OtherInstance::payment).toList()))
        .map(found -> told(trades, found))
        .chain(
            told ->
                database.transaction(
                    () -> begin(batch, unplanned).chain(() -> decision.decide(told))))
        .subscribe()
        .with(batch.done::complete, batch.done::completeExceptionally);
    return batch;
  }

  private Uni<Void> begin(Batch batch, List<String> unplanned) {
    return sql.first(
            """
            SELECT pg_backend_pid() AS session,
              set_config('plan_cache_mode', 'force_custom_plan', true) AS plans, (
                SELECT count(set_config('enable_' || way, 'off', true))
                FROM string_to_table($1, ' ') AS way) AS unplanned""",
            row -> row.integer("session"),
            String.join(" ", unplanned))
        .invoke(batch::beganIn)
        .replaceWithVoid();
  }

  private static List<ToldTrade> told(List<Trade> trades, Map<UUID, Payment> found) {
    return trades.stream().map(trade -> new ToldTrade(found.get(payment(trade)), trade)).toList();
  }

  private static UUID payment(Trade trade) {
    return GatewayNumbers.id(trade.tradeNumber());
  }

  /** A batch that was begun. */
  public final class Batch {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile int session;
    private volatile int begun;

    private void beganIn(int newSession) {
      session = newSession;
      begun++;
    }

    /** Until it waits for somebody's lock. */
    public void awaitLocked() {
      Awaitility.await("a batch that waits for a lock")
          .atMost(PATIENCE)
          .failFast("it is settled, or failed", done::isDone)
          .until(() -> session != 0 && isLocked());
    }

    private boolean isLocked() {
      return database
          .read(
              () ->
                  sql.first(
                      "SELECT cardinality(pg_blocking_pids($1)) > 0 AS locked",
                      row -> row.bool("locked"),
                      session))
          .await()
          .indefinitely();
    }

    /**
     * Until it is settled.
     *
     * @return how often it was begun: more than once when PostgreSQL ended it over a deadlock
     */
    public int begun() {
      done.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      return begun;
    }
  }
}
