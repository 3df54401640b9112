package io.siyu.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CouponCodesTest {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final CouponCodes codes = new CouponCodes();

  @Test
  void no_two_of_a_hundred_thousand_codes_are_the_same() {
    List<String> made = codes.make(100_000);

    assertThat(new HashSet<>(made)).hasSize(100_000);
    assertThat(made).allMatch(code -> code.equals(CouponCodes.read(code)));
  }

  @Test
  void every_character_is_as_likely_as_the_others_at_every_random_place() {
    List<String> made = codes.make(32_000);

    for (int place = 0; place < 17; place++) {
      int at = place;
      for (char letter : ALPHABET.toCharArray()) {
        // 1,000 are expected, with a deviation of 31.
        assertThat(made.stream().filter(code -> code.charAt(at) == letter).count())
            .isBetween(800L, 1_200L);
      }
    }
  }

  @Test
  void a_code_is_read_as_people_type_it() {
    String code = codes.make(1).get(0);

    assertThat(CouponCodes.read(CouponCodes.shown(code))).isEqualTo(code);
    assertThat(CouponCodes.read("  " + CouponCodes.shown(code).toLowerCase() + " "))
        .isEqualTo(code);
    assertThat(CouponCodes.read(code.replace('0', 'o').replace('1', 'l'))).isEqualTo(code);
  }

  @Test
  void any_single_wrong_character_is_noticed() {
    String code = codes.make(1).get(0);

    for (int place = 0; place < code.length(); place++) {
      for (char letter : ALPHABET.toCharArray()) {
        if (letter != code.charAt(place)) {
          String wrong = code.substring(0, place) + letter + code.substring(place + 1);
          assertThat(CouponCodes.read(wrong)).isNull();
        }
      }
    }
  }

  @Test
  void what_can_be_no_code_is_none() {
    String code = codes.make(1).get(0);

    assertThat(CouponCodes.read(null)).isNull();
    assertThat(CouponCodes.read("")).isNull();
    assertThat(CouponCodes.read(code.substring(1))).isNull();
    assertThat(CouponCodes.read(code + "0")).isNull();
    assertThat(CouponCodes.read(" ".repeat(100) + code)).isNull();
    assertThat(CouponCodes.read("兑换码兑换码兑换码兑换码兑换码兑换码")).isNull();
    assertThat(CouponCodes.read("%".repeat(18))).isNull();
  }
}
