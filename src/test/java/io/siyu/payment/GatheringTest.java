package io.siyu.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanContext;
import io.siyu.kernel.RequestFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GatheringTest {

  /** Right where it is begun. */
  private static final Gathering.Place HERE =
      new Gathering.Place() {
        @Override
        public <A> Uni<A> run(List<SpanContext> causes, Supplier<Uni<A>> work) {
          return Uni.createFrom().deferred(work::get);
        }
      };

  private final List<List<Integer>> batches = new ArrayList<>();
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();
  private final Gathering<Integer, String> gathering =
      new Gathering<>(3, 5, Duration.ofMinutes(1), HERE, this::work);

  private Uni<Function<Integer, Uni<String>>> work(List<Integer> items) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    batches.add(items);
    ends.add(end);
    return Uni.createFrom()
        .completionStage(end)
        .replaceWith(
            item ->
                item < 0
                    ? Uni.createFrom().failure(new IllegalArgumentException("below zero"))
                    : Uni.createFrom().item("did " + item));
  }

  @Test
  void what_comes_while_nothing_is_under_way_begins_at_once() {
    CompletableFuture<String> first = add(1);

    assertThat(batches).containsExactly(List.of(1));
    assertThat(first).isNotDone();
    end(0);
    assertThat(first).isCompletedWithValue("did 1");
  }

  @Test
  void what_comes_meanwhile_is_the_next_batch_as_large_as_it_may_be() {
    List<CompletableFuture<String>> all = List.of(add(1), add(2), add(3), add(4), add(5));
    assertThat(batches).containsExactly(List.of(1));

    end(0);
    assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4));
    end(1);
    end(2);

    assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5));
    assertThat(all).allMatch(CompletableFuture::isDone);
    add(6);
    assertThat(batches).as("nothing is under way any more").last().isEqualTo(List.of(6));
  }

  @Test
  void a_batch_that_never_ends_keeps_nobody_waiting_who_comes_later() {
    Gathering<Integer, String> impatient =
        new Gathering<>(3, 5, Duration.ofMillis(50), HERE, this::work);
    CompletableFuture<String> hung = impatient.add(1).subscribeAsCompletionStage();
    CompletableFuture<String> later = impatient.add(2).subscribeAsCompletionStage();

    assertThatThrownBy(hung::join).hasCauseInstanceOf(RequestFailure.class);
    assertThatThrownBy(later::join).hasCauseInstanceOf(RequestFailure.class);
    assertThat(batches).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void each_of_a_batch_has_its_own_outcome() {
    add(1);
    CompletableFuture<String> bad = add(-2);
    CompletableFuture<String> good = add(3);
    end(0);
    end(1);

    assertThat(good).isCompletedWithValue("did 3");
    assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_batch_that_fails_fails_for_all_in_it_and_for_nobody_else() {
    CompletableFuture<String> first = add(1);
    CompletableFuture<String> second = add(2);
    ends.get(0).completeExceptionally(new IllegalStateException("gone"));
    end(1);

    assertThatThrownBy(first::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(second).isCompletedWithValue("did 2");
  }

  @Test
  void work_that_cannot_even_begin_holds_up_nobody() {
    Gathering<Integer, String> broken =
        new Gathering<>(
            3,
            5,
            Duration.ofMinutes(1),
            HERE,
            items -> {
              throw new IllegalStateException("no");
            });

    for (int i = 0; i < 3; i++) {
      CompletableFuture<String> failed = broken.add(i).subscribeAsCompletionStage();
      assertThatThrownBy(failed::join).hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void more_than_may_wait_are_refused_and_may_come_again() {
    add(0);
    for (int i = 1; i <= 5; i++) {
      add(i);
    }
    CompletableFuture<String> refused = add(6);
    assertThatThrownBy(refused::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(RequestFailure.class);

    end(0);
    CompletableFuture<String> again = add(6);
    end(1);
    end(2);
    assertThat(batches).last().isEqualTo(List.of(4, 5, 6));
    assertThat(again).isCompletedWithValue("did 6");
  }

  @Test
  void who_gives_up_waiting_undoes_nothing_and_holds_up_nobody() {
    add(1);
    Cancellable impatient = gathering.add(2).subscribe().with(done -> {});
    CompletableFuture<String> patient = add(3);
    impatient.cancel();
    end(0);
    end(1);

    assertThat(batches).last().isEqualTo(List.of(2, 3));
    assertThat(patient).isCompletedWithValue("did 3");
  }

  private CompletableFuture<String> add(int item) {
    return gathering.add(item).subscribeAsCompletionStage();
  }

  private void end(int batch) {
    ends.get(batch).complete(null);
  }
}
