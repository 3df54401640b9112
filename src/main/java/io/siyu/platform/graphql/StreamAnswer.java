package io.siyu.platform.graphql;

import graphql.ExecutionResult;
import io.siyu.kernel.RequestFailure;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * What an execution of a subscription answers: a stream of events, or why there is none. Whatever
 * is thrown on the way is an answer, too: nobody shall wait for one that never comes.
 */
abstract class StreamAnswer implements ExecutionResponseWriter, Subscriber<ExecutionResult> {

  private static final Logger LOG = Logger.getLogger(StreamAnswer.class);

  /** How long an execution may take until its first event. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ErrorShaping shaping;
  private final StreamTime time;
  private Subscription subscription;
  private Runnable timer;
  private boolean stopped;

  StreamAnswer(ErrorShaping shaping, StreamTime time) {
    this.shaping = shaping;
    this.time = time;
  }

  /** Executes the subscription for this answer. */
  final void askFor(SharedStream.Execution execution) {
    Runnable callOff = time.later(PATIENCE, this::tooLate);
    synchronized (this) {
      timer = callOff;
    }
    try {
      execution.start(this);
    } catch (RuntimeException | Error failure) {
      fail(failure);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public final void write(ExecutionResponse response) {
    try {
      if (response.getExecutionResult().getData() instanceof Publisher<?> stream) {
        ((Publisher<ExecutionResult>) stream).subscribe(this);
        return;
      }
      JsonArray errors = response.getExecutionResultAsJsonObject().getJsonArray("errors");
      if (errors == null || errors.isEmpty()) {
        fail(new IllegalStateException("Neither events nor an error."));
      } else {
        refused(errors.toString());
      }
    } catch (RuntimeException | Error failure) {
      fail(failure);
    }
  }

  @Override
  public final void fail(Throwable failure) {
    LOG.warnf("A subscription could not be executed: %s", failure.toString());
    stop();
    refused(errors(shaping.unexpected(failure)));
  }

  @Override
  public final void onSubscribe(Subscription given) {
    boolean wanted;
    synchronized (this) {
      subscription = given;
      wanted = !stopped;
    }
    if (wanted) {
      given.request(1);
    } else {
      stop();
    }
  }

  @Override
  public final void onNext(ExecutionResult event) {
    try {
      told(new ExecutionResponse(event).getExecutionResultAsJsonObject());
    } catch (RuntimeException | Error failure) {
      fail(failure);
    }
  }

  @Override
  public final void onError(Throwable failure) {
    fail(failure);
  }

  abstract void told(JsonObject payload);

  /**
   * @param errors as JSON, at least one: the protocol knows no error without
   */
  abstract void refused(String errors);

  /** The next event is wanted. */
  final void more() {
    subscription.request(1);
  }

  /** It need not be waited for any more. */
  final void arrived() {
    Runnable callOff;
    synchronized (this) {
      callOff = timer;
      timer = null;
    }
    if (callOff != null) {
      callOff.run();
    }
  }

  /** Nobody wants it, or nothing more of it. */
  final void stop() {
    Subscription held;
    synchronized (this) {
      stopped = true;
      held = subscription;
    }
    arrived();
    if (held != null) {
      held.cancel();
    }
  }

  private void tooLate() {
    LOG.warn("A subscription was not answered in time.");
    stop();
    refused(unavailable());
  }

  /** What those are told who are told nothing else. */
  final String unavailable() {
    return errors(
        shaping.unexpected(RequestFailure.unavailable("Not available now. Subscribe again.")));
  }

  /** The errors of a result as JSON. */
  private static String errors(ExecutionResult result) {
    return new ExecutionResponse(result)
        .getExecutionResultAsJsonObject()
        .getJsonArray("errors")
        .toString();
  }
}
