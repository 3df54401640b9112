package io.siyu.platform.graphql;

import graphql.ExecutionResult;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One execution of a subscription, and all who watch it. Everybody is told every event, in one
 * order. A newcomer is told how it stands now: what was said a moment ago, or else what a short
 * execution of its own brings, which serves all newcomers of that moment.
 */
final class SharedStream {

  private static final Logger LOG = Logger.getLogger(SharedStream.class);

  /** Old enough to be noticed in a countdown; what is younger is told to newcomers as it is. */
  private static final long STALE_NANOS = Duration.ofMillis(500).toNanos();

  /** Who is told; is quick, as others wait. */
  interface Watcher {

    /**
     * @param payload of a message {@code next}, as JSON
     */
    void event(String payload);

    /**
     * @param errors as JSON, or null when there is simply nothing more to come
     */
    void end(String errors);
  }

  /** Executes the subscription in the name of whoever joins. */
  interface Execution {
    void start(ExecutionResponseWriter writer);
  }

  private final SocketMeters meters;
  private final Consumer<SharedStream> whenOver;
  private final Set<Watcher> watchers = new LinkedHashSet<>();
  private final Set<Watcher> newcomers = new HashSet<>();
  private Subscription upstream;
  private boolean started;
  private boolean begun;
  private boolean asking;
  private boolean over;
  private long events;
  private String latest;
  private long latestAt;

  SharedStream(SocketMeters meters, Consumer<SharedStream> whenOver) {
    this.meters = meters;
    this.whenOver = whenOver;
  }

  /**
   * @return false when the stream is over, so that another one has to be begun
   */
  boolean join(Watcher watcher, Execution execution) {
    Answer answer;
    synchronized (this) {
      if (over) {
        return false;
      }
      watchers.add(watcher);
      if (latest != null && System.nanoTime() - latestAt < STALE_NANOS) {
        watcher.event(latest);
        return true;
      }
      newcomers.add(watcher);
      if (!started) {
        started = true;
        answer = new Lasting();
      } else if (begun && !asking) {
        asking = true;
        answer = new Glimpse(execution, events);
      } else {
        // Whoever asked brings the answer for this one, too.
        return true;
      }
    }
    execution.start(answer);
    return true;
  }

  void leave(Watcher watcher) {
    synchronized (this) {
      watchers.remove(watcher);
      newcomers.remove(watcher);
      if (over || !watchers.isEmpty()) {
        return;
      }
      over = true;
      if (upstream != null) {
        upstream.cancel();
      }
    }
    whenOver.accept(this);
  }

  private void end(String errors) {
    List<Watcher> told;
    synchronized (this) {
      over = true;
      told = List.copyOf(watchers);
      watchers.clear();
      newcomers.clear();
    }
    whenOver.accept(this);
    told.forEach(watcher -> watcher.end(errors));
  }

  private synchronized void tellAll(JsonObject payload) {
    String text = payload.toString();
    events++;
    begun = true;
    keep(payload.containsKey("errors") ? null : text);
    newcomers.clear();
    watchers.forEach(watcher -> watcher.event(text));
    meters.told(watchers.size());
  }

  private void keep(String text) {
    latest = text;
    latestAt = System.nanoTime();
  }

  /**
   * @param payload null when nothing could be learnt: then the last that is known has to do
   * @return whether it came too late: something newer was told meanwhile, and somebody came since
   */
  private synchronized boolean tellNewcomers(String payload, long asOf) {
    if (over) {
      return false;
    }
    if (events != asOf && !newcomers.isEmpty()) {
      return true;
    }
    asking = false;
    if (events == asOf && payload != null) {
      keep(payload);
    }
    if (latest != null) {
      newcomers.forEach(watcher -> watcher.event(latest));
      meters.told(newcomers.size());
      newcomers.clear();
    }
    return false;
  }

  /** What an execution answers: a stream of events, or why there is none. */
  private abstract static class Answer
      implements ExecutionResponseWriter, Subscriber<ExecutionResult> {

    @Override
    @SuppressWarnings("unchecked")
    public void write(ExecutionResponse response) {
      if (response.getExecutionResult().getData() instanceof Publisher<?> stream) {
        ((Publisher<ExecutionResult>) stream).subscribe(this);
      } else {
        JsonArray errors = response.getExecutionResultAsJsonObject().getJsonArray("errors");
        refused(errors == null ? JsonValue.EMPTY_JSON_ARRAY : errors);
      }
    }

    @Override
    public void fail(Throwable failure) {
      LOG.warnf("A subscription could not be executed: %s", failure.toString());
      refused(JsonValue.EMPTY_JSON_ARRAY);
    }

    @Override
    public void onError(Throwable failure) {
      fail(failure);
    }

    abstract void refused(JsonArray errors);

    static JsonObject payload(ExecutionResult event) {
      return new ExecutionResponse(event).getExecutionResultAsJsonObject();
    }
  }

  /** The execution that goes on as long as anybody watches. */
  private final class Lasting extends Answer {

    @Override
    public void onSubscribe(Subscription subscription) {
      boolean left;
      synchronized (SharedStream.this) {
        upstream = subscription;
        left = over;
      }
      if (left) {
        subscription.cancel();
      } else {
        subscription.request(1);
      }
    }

    @Override
    public void onNext(ExecutionResult event) {
      tellAll(payload(event));
      upstream.request(1);
    }

    @Override
    public void onComplete() {
      end(null);
    }

    @Override
    void refused(JsonArray errors) {
      end(errors.toString());
    }
  }

  /** A second execution beside it, which ends with its first event. */
  private final class Glimpse extends Answer {

    private final Execution execution;
    private final long asOf;
    private Subscription subscription;
    private boolean answered;

    private Glimpse(Execution execution, long asOf) {
      this.execution = execution;
      this.asOf = asOf;
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      subscription.request(1);
    }

    @Override
    public void onNext(ExecutionResult event) {
      JsonObject payload = payload(event);
      subscription.cancel();
      answer(payload.containsKey("errors") ? null : payload.toString());
    }

    @Override
    public void onComplete() {
      answer(null);
    }

    @Override
    void refused(JsonArray errors) {
      answer(null);
    }

    private void answer(String payload) {
      if (answered) {
        return;
      }
      answered = true;
      if (tellNewcomers(payload, asOf)) {
        again();
      }
    }

    private void again() {
      Glimpse next;
      synchronized (SharedStream.this) {
        next = new Glimpse(execution, events);
      }
      execution.start(next);
    }
  }
}
