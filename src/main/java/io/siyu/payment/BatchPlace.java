package io.siyu.payment;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/**
 * A context of its own for each batch. It is nobody's request: what a caller's context carries, its
 * ids in logs and traces among it, must not be on what is done for others, and a queue that is busy
 * for hours must not hold on to the request that it began with. Its trace links to those of all
 * that are in the batch.
 */
@ApplicationScoped
class BatchPlace implements Gathering.Place {

  private final Vertx vertx;
  private final Tracer tracer;

  BatchPlace(Vertx vertx, Tracer tracer) {
    this.vertx = vertx;
    this.tracer = tracer;
  }

  @Override
  public <A> Uni<A> run(List<SpanContext> causes, Supplier<Uni<A>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
              own.runOnContext(ignored -> start(causes, work, emitter));
            });
  }

  private <A> void start(
      List<SpanContext> causes, Supplier<Uni<A>> work, UniEmitter<? super A> emitter) {
    Span span = span(causes);
    if (span.getSpanContext().isValid()) {
      // Never closed: it ends with this context, which has no other use.
      span.makeCurrent();
    }
    Cancellable running =
        Uni.createFrom()
            .deferred(work::get)
            .onTermination()
            .invoke(span::end)
            .subscribe()
            .with(emitter::complete, emitter::fail);
    emitter.onTermination(running::cancel);
  }

  private Span span(List<SpanContext> causes) {
    if (causes.isEmpty()) {
      return Span.getInvalid();
    }
    SpanBuilder span = tracer.spanBuilder("payments together").setNoParent();
    causes.forEach(span::addLink);
    return span.startSpan();
  }
}
