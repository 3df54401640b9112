package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.siyu.platform.graphql.SharedStream.Execution;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** One execution for all who watch, and what becomes of them when it is not as it should be. */
class SharedStreamTest {

  private final TimeByHand time = new TimeByHand();
  private int ended;

  private final SharedStream stream = stream();

  private SharedStream stream() {
    return new SharedStream(
        new SocketMeters(new SimpleMeterRegistry()), new ErrorShaping(), time, over -> ended++);
  }

  @Test
  void all_are_told_by_one_execution() {
    Upstream upstream = new Upstream();
    Person first = new Person();
    Person second = new Person();
    stream.join(first, upstream);
    stream.join(second, Upstream.none());

    upstream.tell(1);
    upstream.tell(2);

    assertThat(first.told).containsExactly(1, 2);
    assertThat(second.told).containsExactly(1, 2);
    assertThat(time.timers()).as("nothing is waited for").isEmpty();
  }

  @Test
  void an_execution_that_throws_ends_the_stream_and_another_one_is_begun() {
    Person unlucky = new Person();

    assertThat(stream.join(unlucky, Upstream.broken())).isTrue();

    assertThat(unlucky.errorCode()).isEqualTo("INTERNAL");
    assertThat(ended).isEqualTo(1);
    assertThat(stream.join(new Person(), new Upstream())).as("it is over").isFalse();
  }

  @Test
  void an_execution_that_never_answers_ends_the_stream() {
    Person first = new Person();
    stream.join(first, writer -> {});
    Person second = new Person();
    stream.join(second, Upstream.none());

    time.passPatience();

    assertThat(first.errorCode()).isEqualTo("UNAVAILABLE");
    assertThat(second.errorCode()).isEqualTo("UNAVAILABLE");
    assertThat(stream.join(new Person(), new Upstream())).isFalse();
  }

  @Test
  void an_error_always_says_what_it_is() {
    Person failed = new Person();
    stream.join(failed, writer -> writer.fail(new IllegalStateException("broken")));
    Person empty = new Person();
    stream().join(empty, writer -> writer.write(response(null)));

    assertThat(failed.errorCode()).isEqualTo("INTERNAL");
    assertThat(empty.errorCode()).isEqualTo("INTERNAL");
  }

  @Test
  void a_newcomer_whose_execution_never_answers_is_told_what_is_known() {
    Upstream upstream = begun();
    Upstream silent = new Upstream();
    Person newcomer = new Person();
    stream.join(newcomer, silent);
    assertThat(newcomer.told).isEmpty();

    time.passPatience();

    assertThat(newcomer.told).containsExactly(1);
    assertThat(silent.cancelled).isTrue();
    upstream.tell(2);
    assertThat(newcomer.told).containsExactly(1, 2);
    time.passFreshness();
    Person later = new Person();
    Upstream answering = new Upstream();
    stream.join(later, answering);
    answering.tell(3);
    assertThat(later.told).as("newcomers are served again").containsExactly(3);
  }

  @Test
  void a_newcomer_whose_execution_throws_is_told_what_is_known() {
    begun();
    Person newcomer = new Person();

    stream.join(newcomer, Upstream.broken());

    assertThat(newcomer.told).containsExactly(1);
    Person later = new Person();
    Upstream answering = new Upstream();
    time.passFreshness();
    stream.join(later, answering);
    answering.tell(2);
    assertThat(later.told).containsExactly(2);
  }

  @Test
  void an_execution_for_newcomers_who_left_is_cancelled() {
    begun();
    Upstream asked = new Upstream();
    Person newcomer = new Person();
    Person other = new Person();
    stream.join(newcomer, asked);
    stream.join(other, Upstream.none());

    stream.leave(newcomer);
    assertThat(asked.cancelled).as("somebody still waits").isFalse();
    stream.leave(other);

    assertThat(asked.cancelled).isTrue();
    assertThat(time.timers()).isEmpty();
    Upstream again = new Upstream();
    Person next = new Person();
    stream.join(next, again);
    again.tell(2);
    assertThat(next.told).containsExactly(2);
  }

  @Test
  void what_is_told_to_all_makes_an_older_answer_for_newcomers_needless() {
    Upstream upstream = begun();
    Upstream asked = new Upstream();
    Person newcomer = new Person();
    stream.join(newcomer, asked);

    upstream.tell(5);
    assertThat(asked.cancelled).isTrue();
    asked.tell(4);

    assertThat(newcomer.told).containsExactly(5);
    Person next = new Person();
    stream.join(next, Upstream.none());
    assertThat(next.told).as("nothing goes back in time").containsExactly(5);
  }

  @Test
  void a_watcher_that_cannot_be_told_costs_the_others_nothing() {
    Upstream upstream = new Upstream();
    stream.join(
        new SharedStream.Watcher() {
          @Override
          public void event(String payload) {
            throw new IllegalStateException("gone");
          }

          @Override
          public void end(String errors) {
            throw new IllegalStateException("gone");
          }
        },
        upstream);
    Person other = new Person();
    stream.join(other, Upstream.none());

    upstream.tell(1);
    upstream.complete();

    assertThat(other.told).containsExactly(1);
    assertThat(other.completed).isTrue();
  }

  @Test
  void the_last_one_who_leaves_ends_the_execution() {
    Upstream upstream = new Upstream();
    Person only = new Person();
    stream.join(only, upstream);

    stream.leave(only);

    assertThat(upstream.cancelled).isTrue();
    assertThat(ended).isEqualTo(1);
    assertThat(time.timers()).isEmpty();
  }

  /** A stream whose one watcher was told 1 long enough ago for newcomers to ask for themselves. */
  private Upstream begun() {
    Upstream upstream = new Upstream();
    stream.join(new Person(), upstream);
    upstream.tell(1);
    time.passFreshness();
    return upstream;
  }

  private static ExecutionResponse response(Object data) {
    return new ExecutionResponse(ExecutionResultImpl.newExecutionResult().data(data).build());
  }

  /** An execution, and what it tells. */
  private static final class Upstream implements Execution, Subscription {

    private Subscriber<? super ExecutionResult> subscriber;
    private boolean cancelled;

    static Execution none() {
      return writer -> {
        throw new AssertionError("executed once more");
      };
    }

    static Execution broken() {
      return writer -> {
        throw new IllegalStateException("broken");
      };
    }

    @Override
    public void start(ExecutionResponseWriter writer) {
      Publisher<ExecutionResult> events =
          given -> {
            subscriber = given;
            given.onSubscribe(this);
          };
      writer.write(response(events));
    }

    void tell(int number) {
      subscriber.onNext(
          ExecutionResultImpl.newExecutionResult().data(Map.of("have", number)).build());
    }

    void complete() {
      subscriber.onComplete();
    }

    @Override
    public void request(long more) {}

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private static final class Person implements SharedStream.Watcher {

    private final List<Integer> told = new ArrayList<>();
    private String errors;
    private boolean completed;

    @Override
    public void event(String payload) {
      told.add(new JsonObject(payload).getJsonObject("data").getInteger("have"));
    }

    @Override
    public void end(String given) {
      errors = given;
      completed = given == null;
    }

    String errorCode() {
      return new JsonArray(errors).getJsonObject(0).getJsonObject("extensions").getString("code");
    }
  }
}
