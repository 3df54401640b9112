package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.graphql.SocketPlaces.Place;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A socket goes on, or ends and gives its place back, whatever is thrown on the way. */
class SocketTurnTest {

  private final FakeSocket phone = new FakeSocket();
  private final SocketTurn turn = new SocketTurn(phone.socket(), phone::context);

  @Test
  void messages_wait_while_one_is_counted() {
    turn.count(Uni.createFrom().item(Duration.ZERO), wait -> {});
    assertThat(phone.isPaused()).isTrue();

    phone.runTasks();

    assertThat(phone.isPaused()).isFalse();
    assertThat(phone.written()).isEmpty();
  }

  @Test
  void a_message_that_breaks_what_handles_it_ends_the_socket_and_leaves_nothing_paused() {
    turn.count(
        Uni.createFrom().item(Duration.ZERO),
        wait -> {
          throw new IllegalStateException("broken");
        });

    phone.runTasks();

    assertThat(phone.isPaused()).isFalse();
    assertThat(phone.written()).containsExactly("1011");
  }

  @Test
  void a_counter_that_fails_holds_nobody_up() {
    Duration[] told = new Duration[1];
    turn.count(Uni.createFrom().failure(new IllegalStateException("away")), wait -> told[0] = wait);

    phone.runTasks();

    assertThat(told[0]).isEqualTo(Duration.ZERO);
    assertThat(phone.isPaused()).isFalse();
  }

  @Test
  void a_place_is_given_back_once_however_often_that_is_asked_for() {
    SocketPlaces places = new SocketPlaces(3, 2);
    Place one = places.take("here").orElseThrow();
    places.take("here").orElseThrow();
    assertThat(places.take("here")).as("one too many for an address").isEmpty();

    one.giveBack();
    one.giveBack();

    assertThat(places.take("here")).isPresent();
    assertThat(places.take("here")).isEmpty();
    assertThat(places.take("there")).isPresent();
    assertThat(places.take("elsewhere")).as("one too many for the instance").isEmpty();
  }
}
