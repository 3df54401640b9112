package io.siyu.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.wechat.WeComReading.Ignored;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of what WeCom tells is a message of a customer in a group. */
class WeComReadingTest {

  private static final String CUSTOMER = "wmOgQhDgAAuXFJGwbve4g4iXknfOAAAA";
  private static final String CHAT = "wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA";
  private static final Instant SIGNED = Instant.ofEpochSecond(1_800_000_000);

  @Test
  void a_message_in_a_group_is_taken_with_the_time_at_which_it_was_written() {
    assertThat(read(WeComSender.message("77", CUSTOMER, SIGNED.minusSeconds(9))).notices())
        .containsExactly(notice("77", SIGNED.minusSeconds(9)));
  }

  @Test
  void a_robots_message_says_no_time_and_is_of_now() {
    assertThat(
            read(WeComSender.robotMessage("CAIQ16HMjQYY/NGagIOAgAMgq4KM0AI=", CUSTOMER)).notices())
        .containsExactly(notice("CAIQ16HMjQYY/NGagIOAgAMgq4KM0AI=", SIGNED));
  }

  @Test
  void an_older_robots_message_names_its_writer_within() {
    assertThat(
            read("""
                <xml><WebhookUrl>x</WebhookUrl><ChatId>%s</ChatId><ChatType>group</ChatType>
                <From><UserId>%s</UserId><Name>梨子</Name></From><MsgType>image</MsgType>
                <MsgId>78</MsgId></xml>"""
                    .formatted(CHAT, CUSTOMER))
                .notices())
        .containsExactly(notice("78", SIGNED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1800000099", "soon", "-5", "0", "99999999999999999999"})
  void a_time_that_cannot_be_is_that_of_the_signature(String time) {
    String text = WeComSender.message("77", CUSTOMER, SIGNED.minusSeconds(9));
    assertThat(read(text.replace("1799999991", time)).notices())
        .containsExactly(notice("77", SIGNED));
  }

  @ParameterizedTest
  @CsvSource({
    "<MsgId>77</MsgId>, , INCOMPLETE",
    "<MsgId>77</MsgId>, <MsgId>7 7</MsgId>, INCOMPLETE",
    "[wmOgQhDgAAuXFJGwbve4g4iXknfOAAAA], [], INCOMPLETE",
    "[wmOgQhDgAAuXFJGwbve4g4iXknfOAAAA], [zhangsan], NO_CUSTOMER",
    "[wmOgQhDgAAuXFJGwbve4g4iXknfOAAAA], [wbOgQhDgAAuXFJGwbve4g4iXknfOAAAA], NO_CUSTOMER",
    "[wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA], [], NOT_IN_A_GROUP",
    "<ChatId>, <ChatType>single</ChatType><ChatId>, NOT_IN_A_GROUP",
    "[text], [event], OTHER_KIND",
    "[text], [stream], OTHER_KIND",
    "[text], [], OTHER_KIND",
  })
  void everything_else_leads_to_nothing(String from, String to, Ignored reason) {
    String text = WeComSender.message("77", CUSTOMER, SIGNED);

    WeComReading reading = read(text.replace(from, to == null ? "" : to));

    assertThat(reading.notices()).isEmpty();
    assertThat(reading.ignored()).isEqualTo(reason);
  }

  @Test
  void whoever_comes_or_goes_is_told_one_by_one_without_staff() {
    String other = "wmOgQhDgAAuXFJGwbve4g4iXknfOBBBB";
    String event =
        WeComSender.change("add_member", SIGNED.minusSeconds(9), CUSTOMER, other, "abel");
    assertThat(read(event).notices())
        .containsExactly(
            change(WeComNotice.Kind.JOINED, CUSTOMER), change(WeComNotice.Kind.JOINED, other));
    assertThat(read(event.replace("add_member", "del_member")).notices())
        .containsExactly(
            change(WeComNotice.Kind.LEFT, CUSTOMER), change(WeComNotice.Kind.LEFT, other));
    assertThat(read(event.replace("</Item><Item>", ",")).notices()).hasSize(2);
    assertThat(read(event.replace("add_member", "change_notice")).ignored())
        .isEqualTo(Ignored.OTHER_KIND);
    assertThat(read(event.replaceAll("<CreateTime>.*</CreateTime>", "")).ignored())
        .isEqualTo(Ignored.INCOMPLETE);
    assertThat(read(WeComSender.change("add_member", SIGNED)).ignored())
        .isEqualTo(Ignored.INCOMPLETE);
    assertThat(read(WeComSender.change("add_member", SIGNED, "abel")).ignored())
        .isEqualTo(Ignored.NO_CUSTOMER);
  }

  @Test
  void a_group_that_is_no_more_is_told_without_a_person() {
    String event = WeComSender.dissolved(CHAT, SIGNED.minusSeconds(9));

    assertThat(read(event).notices()).containsExactly(change(WeComNotice.Kind.DISSOLVED, null));

    assertThat(read(event.replace("dismiss", "create")).ignored()).isEqualTo(Ignored.OTHER_KIND);
    assertThat(read(event.replaceAll("<CreateTime>.*</CreateTime>", "")).ignored())
        .isEqualTo(Ignored.INCOMPLETE);
    assertThat(read(event.replace(CHAT, "")).ignored()).isEqualTo(Ignored.INCOMPLETE);
  }

  private static WeComNotice change(WeComNotice.Kind kind, String person) {
    return new WeComNotice(kind, "1799999991:" + CHAT, person, CHAT, SIGNED.minusSeconds(9));
  }

  private static WeComReading read(String text) {
    return WeComReading.of(WeComDocument.of(text), SIGNED);
  }

  private static WeComNotice notice(String id, Instant at) {
    return new WeComNotice(WeComNotice.Kind.MESSAGE, id, CUSTOMER, CHAT, at);
  }
}
