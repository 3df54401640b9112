package io.siyu.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The only way to the database. GraphQL resolves sibling fields in parallel on one Vert.x context,
 * where a session of the context would be shared and break; so every piece of work gets a lane: a
 * fresh context with a session of its own. Inside of a lane, Panache and {@link Sql} work as usual,
 * one statement after the other, and nested calls join the outer session and transaction (see
 * docs/adr/0002-database-lane.md).
 *
 * <p>Request-scoped beans do not exist inside of a lane: read the caller before entering.
 */
@ApplicationScoped
public class Database {

  private static final Logger LOG = Logger.getLogger(Database.class);
  private static final String LANE = "siyu.database.lane";
  private static final int ATTEMPTS = 4;

  private final Vertx vertx;
  private final Counter deadlocks;

  Database(Vertx vertx, MeterRegistry meters) {
    this.vertx = vertx;
    this.deadlocks = meters.counter("siyu.database.deadlocks");
  }

  /** Reads in a session without a transaction; joins the lane it is called in. */
  public <T> Uni<T> read(Supplier<Uni<T>> work) {
    return current() != null ? work.get() : inNewLane(() -> Panache.withSession(work));
  }

  /**
   * Runs the work in one transaction, which any failure rolls back; joins the transaction it is
   * called in. A deadlock or serialization failure runs the work again, so it must do nothing
   * outside of the database.
   */
  public <T> Uni<T> transaction(Supplier<Uni<T>> work) {
    Lane lane = current();
    if (lane != null && lane.transaction) {
      return work.get();
    }
    if (lane != null) {
      return Uni.createFrom()
          .failure(new IllegalStateException("A transaction cannot begin inside of a read."));
    }
    return Uni.createFrom()
        .deferred(() -> inNewLane(() -> committed(work)))
        .onFailure(SqlFailures::isRetryable)
        .invoke(() -> deadlocks.increment())
        .onFailure(SqlFailures::isRetryable)
        .retry()
        .atMost(ATTEMPTS - 1);
  }

  /**
   * Runs the action once the transaction of this lane has committed, never when it rolls back. A
   * crash in between loses it, so it may only hasten what a job would do anyway.
   */
  public void afterCommit(Runnable action) {
    Lane lane = current();
    if (lane == null || !lane.transaction) {
      throw new IllegalStateException("afterCommit needs a transaction.");
    }
    lane.afterCommit.add(action);
  }

  private <T> Uni<T> committed(Supplier<Uni<T>> work) {
    Lane lane = current();
    lane.transaction = true;
    return Panache.withTransaction(work);
  }

  private <T> Uni<T> inNewLane(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              io.vertx.core.Context caller = Vertx.currentContext();
              io.vertx.core.Context fresh =
                  VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
              VertxContextSafetyToggle.setContextSafe(fresh, true);
              Context trace = Context.current();
              fresh.runOnContext(ignored -> start(fresh, trace, work, answerOn(caller, emitter)));
            });
  }

  private static <T> void start(
      io.vertx.core.Context fresh,
      Context trace,
      Supplier<Uni<T>> work,
      UniEmitter<? super T> emitter) {
    Lane lane = new Lane();
    fresh.putLocal(LANE, lane);
    try (Scope ignored = Span.fromContextOrNull(trace) == null ? null : trace.makeCurrent()) {
      work.get()
          .subscribe()
          .with(
              item -> {
                // The lane ends before the hooks: what they start gets a lane of its own.
                fresh.removeLocal(LANE);
                lane.runAfterCommit();
                emitter.complete(item);
              },
              failure -> {
                fresh.removeLocal(LANE);
                emitter.fail(SqlFailures.asException(failure));
              });
    } catch (RuntimeException | Error e) {
      emitter.fail(e);
    }
  }

  /** The caller goes on where it came from, with its own context locals. */
  private static <T> UniEmitter<T> answerOn(
      io.vertx.core.Context caller, UniEmitter<? super T> emitter) {
    return new UniEmitter<>() {
      @Override
      public void complete(T item) {
        hop(() -> emitter.complete(item));
      }

      @Override
      public void fail(Throwable failure) {
        hop(() -> emitter.fail(failure));
      }

      @Override
      public UniEmitter<T> onTermination(Runnable action) {
        return this;
      }

      private void hop(Runnable answer) {
        if (caller == null) {
          answer.run();
        } else {
          caller.runOnContext(ignored -> answer.run());
        }
      }
    };
  }

  private static Lane current() {
    io.vertx.core.Context context = Vertx.currentContext();
    return context != null && VertxContext.isDuplicatedContext(context)
        ? context.getLocal(LANE)
        : null;
  }

  private static final class Lane {
    private boolean transaction;
    private final List<Runnable> afterCommit = new ArrayList<>();

    private void runAfterCommit() {
      for (Runnable action : afterCommit) {
        try {
          action.run();
        } catch (RuntimeException | Error e) {
          LOG.warn("A step after commit failed; its job will make up for it.", e);
        }
      }
    }
  }
}
