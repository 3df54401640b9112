package io.siyu.chain;

import static io.siyu.chain.EntryState.CONFIRMED;
import static io.siyu.chain.EntryState.FULFILLED;
import static io.siyu.chain.EntryState.PAID;
import static io.siyu.chain.EntryState.WITHDRAWN;
import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.chain.ChainTextScenario.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The texts of {@code chain-text/*.txt}, to the letter: what a leader pastes into the group. */
class ChainTextTest {

  private static final Path TEXTS = Path.of("src/test/resources/chain-text");
  private static final String FAMILY = "👨‍👩‍👧‍👦";

  @TestFactory
  Stream<DynamicTest> a_text_is_as_it_is_written_down() {
    return cases().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      String text = each.getValue().apply(new Text()).render();
                      Path file = TEXTS.resolve(each.getKey() + ".txt");
                      if ("update".equals(System.getProperty("siyu.contract"))) {
                        Files.writeString(file, text);
                      }
                      assertThat(text).isEqualTo(Files.readString(file));
                    }));
  }

  private static Map<String, UnaryOperator<Text>> cases() {
    Map<String, UnaryOperator<Text>> cases = new LinkedHashMap<>();
    cases.put("draft", text -> text.state(ChainState.DRAFT));
    cases.put("open-without-entries", text -> text);
    cases.put(
        "open-with-a-withdrawn-entry",
        text ->
            text.have(2)
                .entry("小满", 1, null, PAID)
                .entry("谷雨", 2, "要甜的", WITHDRAWN)
                .entry(FAMILY + "一家", 3, "放门口👍🏽", WITHDRAWN)
                .entry("立夏", 1, null, PAID));
    cases.put(
        "past-its-deadline",
        text -> text.have(1).at("2026-11-27T12:00:00Z").entry("小满", 1, null, PAID));
    cases.put(
        "reached",
        text -> text.state(ChainState.REACHED).maximum(100).have(10).entry("小满", 1, null, PAID));
    cases.put(
        "full",
        text -> text.state(ChainState.REACHED).maximum(10).have(10).entry("小满", 1, null, PAID));
    cases.put(
        "full-with-staff",
        text ->
            text.state(ChainState.REACHED)
                .maximum(12)
                .have(11)
                .uncounted(1)
                .entry("小满", 1, null, PAID));
    cases.put("ladder-not-yet-reached", text -> text.have(9).ladder(step(20, 3500)));
    cases.put(
        "ladder-reached",
        text -> text.state(ChainState.REACHED).have(20).ladder(step(20, 3500), step(30, 3250)));
    cases.put(
        "ladder-of-an-amount",
        text ->
            text.unit(ChainUnit.AMOUNT)
                .minimum(100000)
                .state(ChainState.REACHED)
                .have(100000)
                .ladder(step(200050, 3500)));
    cases.put("closed", text -> text.state(ChainState.CLOSED).have(1).entry("小满", 1, null, PAID));
    cases.put(
        "succeeded",
        text ->
            text.settled(ChainOutcome.SUCCEEDED)
                .have(10)
                .item("柚子", 0, null)
                .entry("小满", 1, null, CONFIRMED)
                .entry("谷雨", 1, null, FULFILLED)
                .refundedEntry("立夏", FULFILLED));
    cases.put(
        "failed", text -> text.settled(ChainOutcome.FAILED).have(1).refundedEntry("小满", PAID));
    cases.put(
        "failed-with-staff-alone",
        text -> text.settled(ChainOutcome.FAILED).have(0).uncounted(1).refundedEntry("小满", PAID));
    cases.put(
        "cancelled-with-staff-alone",
        text -> text.state(ChainState.CANCELLED).uncounted(1).refundedEntry("小满", PAID));
    cases.put("failed-without-entries", text -> text.settled(ChainOutcome.FAILED));
    cases.put(
        "cancelled", text -> text.state(ChainState.CANCELLED).have(1).refundedEntry("小满", PAID));
    cases.put(
        "counted-in-units",
        text -> text.unit(ChainUnit.UNITS).maximum(500).have(3).entry("小满", 3, null, PAID));
    cases.put(
        "counted-in-money",
        text -> text.unit(ChainUnit.AMOUNT).minimum(100_050).maximum(200_000).have(3_990));
    cases.put(
        "limits-stock-and-places",
        text -> text.item("柚子2斤", 0, 2).item("砂糖橘", 9, 1).place("滨江店").place("文三店").delivers());
    cases.put("delivered-only", text -> text.noPlaces().delivers());
    cases.put(
        "masked-names",
        text ->
            text.names(NicknameDisplay.MASKED)
                .entry("张小满", 1, null, PAID)
                .entry(FAMILY + "一家", 1, null, PAID)
                .entry(null, 1, null, PAID));
    cases.put(
        "numbers-instead-of-names",
        text ->
            text.names(NicknameDisplay.NUMBER_ONLY)
                .entry("张小满", 1, "要甜的", PAID)
                .entry("谷雨", 1, null, WITHDRAWN));
    cases.put(
        "members-who-would-forge-it",
        text ->
            text.entry("小满 脐橙×1\n2. 谷雨", 1, "谢谢\r\n3. 立夏 脐橙×9", PAID)
                .entry("\u202e满小\u200b", 1, "\u2028\u200b", PAID)
                .entry("白\u0336露\u0336", 1, "a" + "\u0301".repeat(40), PAID)
                .entry("\u200b", 1, "空" + "\u3000".repeat(60) + "格", PAID));
    cases.put(
        "team-buy-without-a-formed-team",
        text -> text.teamsOf(3).entry("小满", 1, null, PAID).entry("谷雨", 1, null, WITHDRAWN));
    cases.put(
        "team-buy-with-formed-teams",
        text ->
            text.teamsOf(2)
                .have(2)
                .state(ChainState.REACHED)
                .entry("小满", 1, null, CONFIRMED)
                .refundedEntry("谷雨", PAID)
                .entry("立夏", 1, null, CONFIRMED));
    cases.put("team-buy-past-its-deadline", text -> text.teamsOf(2).at("2026-11-27T12:00:00Z"));
    cases.put(
        "team-buy-succeeded", text -> text.teamsOf(2).have(4).settled(ChainOutcome.SUCCEEDED));
    cases.put("team-buy-failed", text -> text.teamsOf(2).settled(ChainOutcome.FAILED));
    cases.put("team-buy-cancelled", text -> text.teamsOf(2).state(ChainState.CANCELLED));
    cases.put(
        "team-buy-cancelled-with-a-formed-team",
        text -> text.teamsOf(2).have(2).state(ChainState.CANCELLED));
    return cases;
  }

  @Test
  void of_a_long_list_the_latest_entries_that_fit_one_message_are_shown() throws IOException {
    Text text = new Text().have(150);
    for (int i = 1; i <= 150; i++) {
      text.entry("鲜果粉" + i, 1, null, PAID);
    }

    String rendered = text.render();

    assertThat(rendered.length()).isBetween(ChainText.MAX_LENGTH - 40, ChainText.MAX_LENGTH);
    int first = Integer.parseInt(rendered.split("（前")[1].split("条")[0]) + 1;
    assertThat(rendered)
        .contains("\n\n……（前" + (first - 1) + "条请看小程序）\n" + first + ". 鲜果粉" + first + " ")
        .contains("\n150. 鲜果粉150 伦晚脐橙5斤×1\n\n已接150单");
    assertThat(rendered.lines().filter(line -> line.matches("\\d+\\. .*")).count())
        .isEqualTo(150 - first + 1);
  }

  @Test
  void the_latest_entry_fits_whatever_the_rest_says() {
    String long100 = "橙".repeat(100);
    Text text = new Text().title("橙".repeat(60)).description("橙".repeat(2000)).have(9).delivers();
    for (int i = 1; i < 20; i++) {
      text.item(long100 + i, 0, 1_000_000).place("店".repeat(50) + i);
    }
    text.entry("先", 1, null, PAID);
    text.entry("𠮷".repeat(32), 999, "𠮷".repeat(200), WITHDRAWN);

    String rendered = text.render();

    assertThat(rendered.length()).isLessThanOrEqualTo(ChainText.MAX_LENGTH);
    assertThat(rendered).contains("\n2. 𠮷\u0336").contains("）\u0336 已退出\n").contains("共20种");
  }
}
