package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.GivenSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a key of its own, an installation would recognise nobody, or let everybody try. */
class MemberSettingsTest {

  private static final String KEY = "siyu.member.departure-key";

  private final MemberSettings check = new MemberSettings();

  @Test
  void a_long_key_is_enough() {
    assertThat(GivenSettings.inProduction().with(KEY, "k".repeat(32)).problems(check)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', is missing",
    "0123456789abcdef0123456789abcde, is too short",
    "siyu-dev-departure-key-known-to-everybody, is the one of development"
  })
  void a_key_that_protects_nothing_is_refused_and_not_repeated(String key, String expected) {
    assertThat(GivenSettings.inProduction().with(KEY, key).problems(check))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line).contains(KEY, "SIYU_MEMBER_DEPARTURE_KEY", expected);
              assertThat(key.isEmpty() || !line.contains(key)).isTrue();
            });
  }
}
