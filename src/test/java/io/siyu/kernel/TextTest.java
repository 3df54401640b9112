package io.siyu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void a_text_may_have_lines_and_a_line_may_not() {
    assertThat(Text.required("one\ntwo", 10, "input", "description")).isEqualTo("one\ntwo");
    assertThat(Text.optional("one\ntwo", 10, "input", "description")).isEqualTo("one\ntwo");

    refused(() -> Text.requiredLine("one\ntwo", 10, "input", "name"));
    refused(() -> Text.optionalLine("one\ntwo", 10, "input", "name"));
    refused(() -> Text.requiredLine("one\rtwo", 10, "input", "name"));
    refused(() -> Text.optionalLine("one\u2028two", 10, "input", "name"));
    refused(() -> Text.optionalLine("one\u0085two", 10, "input", "name"));
  }

  @Test
  void line_breaks_around_a_line_are_trimmed_like_spaces() {
    assertThat(Text.requiredLine(" name\n", 4, "input", "name")).isEqualTo("name");
    assertThat(Text.optionalLine("\n", 4, "input", "name")).isNull();
    assertThat(Text.optionalLine(null, 4, "input", "name")).isNull();
    refused(() -> Text.requiredLine("\n", 4, "input", "name"));
    refused(() -> Text.requiredLine("names", 4, "input", "name"));
  }

  private static void refused(Runnable check) {
    assertThatThrownBy(check::run)
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal -> assertThat(refusal.field()).containsExactly("input", "name"));
  }
}
