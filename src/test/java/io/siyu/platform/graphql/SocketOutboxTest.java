package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What goes out over a socket whose phone reads slowly, and what becomes of it at the end. */
class SocketOutboxTest {

  private static final short GOING_AWAY = 1001;
  private static final String DATA = "{\"type\":\"next\",\"id\":\"1\",\"payload\":{}}";
  private static final String COMPLETE = "{\"type\":\"complete\",\"id\":\"1\"}";

  private final FakeSocket phone = new FakeSocket();
  private final SocketOutbox outbox =
      new SocketOutbox(
          phone.socket(),
          phone.wire(),
          phone.context(),
          Duration.ofSeconds(30),
          new SocketMeters(new SimpleMeterRegistry()));

  @Test
  void a_write_that_drains_the_queue_leaves_order_and_everything_as_it_was() {
    phone.becomeFull();
    outbox.sendEvent("a", "event a");
    outbox.sendEvent("b", "event b");
    outbox.sendEvent("c", "event c");
    outbox.sendMessage("message 1");
    outbox.sendMessage("message 2");
    phone.runTasks();

    phone.drainAlsoWhileWriting();

    assertThat(phone.written())
        .containsExactly("event a", "event b", "event c", "message 1", "message 2");
  }

  @Test
  void what_waits_goes_out_before_an_instance_that_stops_closes_the_socket() {
    phone.becomeFull();
    outbox.sendMessage("an answer");
    outbox.sendMessage("another one");
    phone.runTasks();

    outbox.closeWhenEmpty(GOING_AWAY, "Going away");
    outbox.sendEvent("a", "told again by the next instance");
    phone.runTasks();
    assertThat(phone.written()).isEmpty();
    phone.drain();

    assertThat(phone.written()).containsExactly("an answer", "another one", "1001");
  }

  @Test
  void a_socket_for_which_nothing_waits_is_closed_at_once() {
    outbox.closeWhenEmpty(GOING_AWAY, "Going away");

    assertThat(phone.written()).containsExactly("1001");
  }

  @Test
  void an_answer_is_due_until_its_last_message_waits_for_the_socket() {
    boolean[] none = new boolean[1];
    AnswersDue due =
        new AnswersDue(
            outbox,
            () -> {
              none[0] = true;
              phone.context().runOnContext(ignored -> outbox.closeWhenEmpty(GOING_AWAY, ""));
            });
    due.add("1");
    due.sendMessage(DATA);
    assertThat(due.isEmpty()).isFalse();

    due.sendMessage("{\"type\":\"ping\"}");
    assertThat(none[0]).isFalse();
    due.sendMessage(COMPLETE);

    assertThat(none[0]).isTrue();
    assertThat(phone.written()).as("nothing ran in the socket's context yet").isEmpty();
    phone.runTasks();
    assertThat(phone.written()).containsExactly(DATA, "{\"type\":\"ping\"}", COMPLETE, "1001");
  }

  @Test
  void an_error_ends_what_was_due_and_so_does_the_client() {
    AnswersDue due = new AnswersDue(outbox, () -> {});
    due.add("1");
    due.add("2");

    due.sendMessage("{\"id\":\"1\",\"type\":\"error\",\"payload\":[{\"message\":\"no\"}]}");
    assertThat(due.isEmpty()).isFalse();
    due.remove("2");

    assertThat(due.isEmpty()).isTrue();
  }

  @Test
  void a_phone_that_is_gone_without_a_word_is_cut_off_after_a_minute() {
    pingAndRun(6);
    assertThat(phone.isCut()).isFalse();

    pingAndRun(1);

    assertThat(phone.pings()).isEqualTo(6);
    assertThat(phone.isCut()).isTrue();
  }

  @Test
  void a_phone_that_answers_now_and_then_stays() {
    for (int i = 0; i < 5; i++) {
      pingAndRun(5);
      phone.answerPings();
    }

    assertThat(phone.isCut()).isFalse();
  }

  @Test
  void a_phone_that_takes_what_it_is_sent_however_slowly_stays() {
    for (int i = 0; i < 5; i++) {
      pingAndRun(5);
      phone.becomeFull();
      phone.drain();
    }

    assertThat(phone.isCut()).isFalse();
  }

  /** Pings of its own are answered by Vert.x whether or not it takes the answers. */
  @Test
  void a_phone_that_takes_nothing_is_cut_off_although_nothing_waits_for_it() {
    phone.becomeFull();
    pingAndRun(1);
    assertThat(phone.isCut()).isFalse();

    phone.passTime();

    assertThat(phone.isCut()).isTrue();
  }

  private void pingAndRun(int times) {
    for (int i = 0; i < times; i++) {
      outbox.sendMessage("{\"type\":\"ping\"}");
      phone.runTasks();
    }
  }
}
