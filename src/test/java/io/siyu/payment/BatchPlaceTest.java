package io.siyu.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A batch is nobody's request: neither its context nor its trace is that of a caller. */
class BatchPlaceTest {

  private static final String REQUEST = "siyu.test.request";

  private final Vertx vertx = Vertx.vertx();
  private final SdkTracerProvider traces = SdkTracerProvider.builder().build();
  private final Tracer tracer = traces.get("test");
  private final List<Seen> batches = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Void>> ends = new CopyOnWriteArrayList<>();
  private final Gathering<String, String> gathering =
      new Gathering<>(10, 10, Duration.ofMinutes(1), new BatchPlace(vertx, tracer), this::work);

  /** What a batch finds around itself. */
  private record Seen(List<String> items, Context context, String request, Span span) {}

  /** Who asked, and where the answer came. */
  private record Asked(Context context, SpanContext trace, CompletableFuture<Context> answered) {}

  @AfterEach
  void close() throws Exception {
    traces.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Uni<Function<String, Uni<String>>> work(List<String> items) {
    Context here = Vertx.currentContext();
    batches.add(new Seen(items, here, here.getLocal(REQUEST), Span.current()));
    CompletableFuture<Void> end = new CompletableFuture<>();
    ends.add(end);
    return Uni.createFrom()
        .completionStage(end)
        .replaceWith(item -> Uni.createFrom().item("did " + item));
  }

  @Test
  void no_batch_runs_in_the_context_of_a_caller_and_each_answer_comes_back_to_its_own()
      throws Exception {
    List<Asked> asked = threeInTwoBatches();

    assertThat(batches).extracting(Seen::items).containsExactly(List.of("1"), List.of("2", "3"));
    assertThat(batches).extracting(Seen::request).containsOnlyNulls();
    List<Context> contexts = new ArrayList<>(batches.stream().map(Seen::context).toList());
    contexts.addAll(asked.stream().map(Asked::context).toList());
    assertThat(contexts).doesNotHaveDuplicates();
    for (Asked one : asked) {
      assertThat(one.answered().get(30, TimeUnit.SECONDS)).isSameAs(one.context());
    }
  }

  @Test
  void the_trace_of_a_batch_is_its_own_and_links_to_those_of_all_in_it() throws Exception {
    List<Asked> asked = threeInTwoBatches();

    assertThat(linksOf(batches.get(0))).containsExactly(asked.get(0).trace());
    assertThat(linksOf(batches.get(1)))
        .containsExactlyInAnyOrder(asked.get(1).trace(), asked.get(2).trace());
    assertThat(batches)
        .extracting(seen -> seen.span().getSpanContext().getTraceId())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(asked.stream().map(one -> one.trace().getTraceId()).toList());
    for (Seen batch : batches) {
      assertThat(((ReadableSpan) batch.span()).hasEnded()).isTrue();
    }
  }

  private static List<SpanContext> linksOf(Seen batch) {
    SpanData span = ((ReadableSpan) batch.span()).toSpanData();
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    return span.getLinks().stream().map(LinkData::getSpanContext).toList();
  }

  /** The second and the third come while the first is under way. */
  private List<Asked> threeInTwoBatches() throws Exception {
    List<Asked> asked = new ArrayList<>();
    asked.add(ask("1"));
    awaitBatches(1);
    asked.add(ask("2"));
    asked.add(ask("3"));
    ends.get(0).complete(null);
    awaitBatches(2);
    ends.get(1).complete(null);
    for (Asked one : asked) {
      one.answered().get(30, TimeUnit.SECONDS);
    }
    return asked;
  }

  private Asked ask(String item) throws Exception {
    Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    Span span = tracer.spanBuilder("request " + item).setNoParent().startSpan();
    CompletableFuture<Context> answered = new CompletableFuture<>();
    CompletableFuture<Void> began = new CompletableFuture<>();
    own.runOnContext(
        ignored -> {
          own.putLocal(REQUEST, item);
          try (Scope current = span.makeCurrent()) {
            gathering
                .add(item)
                .subscribe()
                .with(
                    done -> answered.complete(Vertx.currentContext()),
                    answered::completeExceptionally);
          }
          began.complete(null);
        });
    began.get(30, TimeUnit.SECONDS);
    return new Asked(own, span.getSpanContext(), answered);
  }

  private void awaitBatches(int count) {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> batches.size() >= count && ends.size() >= count);
  }
}
