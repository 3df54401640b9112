package io.siyu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {

  private static final String FAMILY = "👨‍👩‍👧‍👦";

  @Test
  void whatever_was_written_stays_in_its_line() {
    assertThat(ShownText.line("谢谢\n2. 谷雨 脐橙×9")).isEqualTo("谢谢 2. 谷雨 脐橙×9");
    assertThat(ShownText.line("a\r\nb\u2028c\u2029d\u0085e\u000bf\tg\u0000h"))
        .isEqualTo("a b c d e f g h");
    assertThat(ShownText.line("小满" + "\u3000".repeat(40) + "2. 谷雨")).isEqualTo("小满 2. 谷雨");
    assertThat(ShownText.line(" \u00a0小满\u2800\u3164 ")).isEqualTo("小满");
  }

  @Test
  void nothing_changes_its_neighbours() {
    assertThat(ShownText.line("\u202e满小\u202c \u2067a\u2069\u200f\u061cb\u200e"))
        .isEqualTo("满小 ab");
    assertThat(ShownText.line("小\u200b满\u2060\ufeff\u00ad\u180e")).isEqualTo("小满");
    assertThat(ShownText.line("小\u0336满\u0336\u20d2\u0338\u20e0")).isEqualTo("小满");
    assertThat(ShownText.line("e" + "\u0301".repeat(20) + "t")).isEqualTo("e\u0301\u0301t");
    assertThat(ShownText.line("\u200b\u200d\u2060")).isEmpty();
    assertThat(ShownText.line("a\ud83d")).isEqualTo("a");
  }

  @Test
  void emoji_accents_and_lines_of_a_text_stay_whole() {
    assertThat(ShownText.line(FAMILY + "👍🏽🇨🇳1️⃣❤️‍🔥é"))
        .isEqualTo(FAMILY + "👍🏽🇨🇳1️⃣❤️‍🔥é");
    assertThat(ShownText.line("小\u200d满\u200d" + FAMILY + "\u200d")).isEqualTo("小满" + FAMILY);
    assertThat(ShownText.lines("\n秭归\u200b现摘\r\n次日  到店\n\n")).isEqualTo("秭归现摘\n次日 到店");
  }

  @Test
  void a_name_is_masked_but_for_its_first_character() {
    assertThat(ShownText.masked("张小满")).isEqualTo("张**");
    assertThat(ShownText.masked("张")).isEqualTo("张**");
    assertThat(ShownText.masked(FAMILY + "一家")).isEqualTo(FAMILY + "**");
    assertThat(ShownText.masked("🇨🇳🇨🇳")).isEqualTo("🇨🇳**");
    assertThat(ShownText.masked("\u200b\u202e张三")).isEqualTo("张**");
    assertThat(ShownText.masked("𠮷野")).isEqualTo("𠮷**");
    assertThat(ShownText.masked("\u200b")).isEqualTo("**");
  }

  @Test
  void every_character_is_struck_once_and_none_is_torn() {
    assertThat(ShownText.struck("小满" + FAMILY + "e\u0301"))
        .isEqualTo("小\u0336满\u0336" + FAMILY + "\u0336" + "e\u0301\u0336");
  }

  @Test
  void what_is_too_long_is_cut_between_characters() {
    assertThat(ShownText.cut("脐橙五斤", 4)).isEqualTo("脐橙五斤");
    assertThat(ShownText.cut("脐橙五斤装", 4)).isEqualTo("脐橙五…");
    assertThat(ShownText.cut("好" + FAMILY, 5)).isEqualTo("好…");
    assertThat(ShownText.cut(FAMILY, 1)).isEqualTo("…");
  }
}
