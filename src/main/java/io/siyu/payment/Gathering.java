package io.siyu.payment;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.siyu.kernel.RequestFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does things of one kind together, without ever waiting for company: what comes while nothing is
 * under way begins at once and alone, and what comes meanwhile is the next batch. The busier it is,
 * the more share one; nothing is kept once it has been answered.
 */
final class Gathering<T, R> {

  /** Where batches are done. */
  interface Place {

    /**
     * @param causes the traces of those in the batch, as far as they have one
     * @return the outcome, on no caller's context
     */
    <A> Uni<A> run(List<SpanContext> causes, Supplier<Uni<A>> work);
  }

  private final int largest;
  private final int mostWaiting;
  private final Duration patience;
  private final Place place;
  private final Function<List<T>, Uni<Function<T, Uni<R>>>> work;
  private final Queue<Waiting<T, R>> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * @param largest how many may be in a batch
   * @param mostWaiting how many may wait; more are refused
   * @param patience how long a batch may take: after that it is UNAVAILABLE, whatever becomes of
   *     it, so that no hung connection keeps those waiting that come later
   * @param place keeps a batch apart from whoever happens to have begun it
   * @param work does a batch and says what became of each in it; when it fails, so do all
   */
  Gathering(
      int largest,
      int mostWaiting,
      Duration patience,
      Place place,
      Function<List<T>, Uni<Function<T, Uni<R>>>> work) {
    this.largest = largest;
    this.mostWaiting = mostWaiting;
    this.patience = patience;
    this.place = place;
    this.work = work;
  }

  /**
   * Answered where it was asked, with UNAVAILABLE when too many wait already. Whoever gives up
   * waiting does not undo it.
   */
  Uni<R> add(T item) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                add(
                    new Waiting<>(
                        item, emitter, Vertx.currentContext(), Span.current().getSpanContext())));
  }

  private void add(Waiting<T, R> newcomer) {
    boolean admitted;
    boolean first = false;
    synchronized (waiting) {
      admitted = waiting.size() < mostWaiting;
      if (admitted) {
        waiting.add(newcomer);
        first = !busy;
        busy = true;
      }
    }
    if (!admitted) {
      newcomer.fail(RequestFailure.unavailable("Too much waits to be done. Try again soon."));
    } else if (first) {
      next();
    }
  }

  private void next() {
    List<Waiting<T, R>> batch = draw();
    if (batch.isEmpty()) {
      return;
    }
    List<SpanContext> causes =
        batch.stream().map(Waiting::trace).filter(SpanContext::isValid).toList();
    List<T> items = batch.stream().map(Waiting::item).toList();
    place
        .run(causes, () -> work.apply(items))
        .ifNoItem()
        .after(patience)
        .failWith(() -> RequestFailure.unavailable("It takes too long. Try again soon."))
        .subscribe()
        .with(
            outcome -> {
              next();
              batch.forEach(one -> one.answer(outcome));
            },
            failure -> {
              next();
              batch.forEach(one -> one.fail(failure));
            });
  }

  private List<Waiting<T, R>> draw() {
    List<Waiting<T, R>> batch = new ArrayList<>();
    synchronized (waiting) {
      while (batch.size() < largest && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      busy = !batch.isEmpty();
    }
    return batch;
  }

  private record Waiting<T, R>(
      T item, UniEmitter<? super R> emitter, Context caller, SpanContext trace) {

    void answer(Function<T, Uni<R>> outcome) {
      outcome
          .apply(item)
          .subscribe()
          .with(result -> hop(() -> emitter.complete(result)), this::fail);
    }

    void fail(Throwable failure) {
      hop(() -> emitter.fail(failure));
    }

    private void hop(Runnable answer) {
      if (caller == null) {
        answer.run();
      } else {
        caller.runOnContext(ignored -> answer.run());
      }
    }
  }
}
