package io.siyu.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples that WeCom ships with its own libraries, and what is none of WeCom's. */
class WeComCipherTest {

  private static final String ECHO =
      "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";

  private static final String MESSAGE =
      "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3Qczc"
          + "dCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs"
          + "8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s"
          + "4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wL"
          + "VMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z"
          + "1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";

  private final WeComCipher cipher = new WeComCipher(WeComSender.TOKEN, WeComSender.KEY);

  @Test
  void the_published_question_is_signed_and_opens() {
    assertThat(
            cipher.isSigned(
                "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", "1409659589", "263014780", ECHO))
        .isTrue();
    assertThat(cipher.open(ECHO))
        .isEqualTo(new WeComCipher.Opened("1616140317555161061", WeComSender.CORP_ID));
  }

  @Test
  void the_published_message_is_signed_and_opens() {
    assertThat(
            cipher.isSigned(
                "477715d11cdb4164915debcba66cb864d751f3e6", "1409659813", "1372623149", MESSAGE))
        .isTrue();
    WeComCipher.Opened opened = cipher.open(MESSAGE);
    assertThat(opened.receiver()).isEqualTo(WeComSender.CORP_ID);
    WeComDocument document = WeComDocument.of(opened.text());
    assertThat(document.text("FromUserName")).contains("mycreate");
    assertThat(document.text("MsgType")).contains("text");
    assertThat(document.text("MsgId")).isPresent();
  }

  @Test
  void another_part_or_another_token_makes_another_signature() {
    String signature = "477715d11cdb4164915debcba66cb864d751f3e6";
    assertThat(cipher.isSigned(signature, "1409659814", "1372623149", MESSAGE)).isFalse();
    assertThat(cipher.isSigned(signature, "1409659813", "1372623148", MESSAGE)).isFalse();
    assertThat(cipher.isSigned(signature, "1409659813", "1372623149", ECHO)).isFalse();
    assertThat(cipher.isSigned("", "1409659813", "1372623149", MESSAGE)).isFalse();
    assertThat(
            new WeComCipher("QDG6eL", WeComSender.KEY)
                .isSigned(signature, "1409659813", "1372623149", MESSAGE))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "QUJD", "AAAAAAAAAAAAAAAAAAAAAA=="})
  void what_is_not_encrypted_with_the_key_does_not_open(String encrypted) {
    assertUndecryptable(encrypted);
  }

  @Test
  void a_length_or_a_padding_that_lies_does_not_open() {
    byte[] plain = new byte[32];
    Arrays.fill(plain, 20, 32, (byte) 12);
    assertThat(cipher.open(encrypted(plain))).isEqualTo(new WeComCipher.Opened("", ""));
    for (int length : new int[] {1, -1}) {
      byte[] lying = plain.clone();
      Arrays.fill(lying, 16, 19, (byte) (length >> 31));
      lying[19] = (byte) length;
      assertUndecryptable(encrypted(lying));
    }
    for (byte padding : new byte[] {0, 13, 33, -1}) {
      byte[] lying = plain.clone();
      lying[31] = padding;
      assertUndecryptable(encrypted(lying));
    }
    byte[] onlyPadding = new byte[32];
    Arrays.fill(onlyPadding, (byte) 32);
    assertUndecryptable(encrypted(onlyPadding));
  }

  private static String encrypted(byte[] plain) {
    return WeComSender.encrypted(plain, WeComSender.KEY);
  }

  private void assertUndecryptable(String encrypted) {
    assertThatThrownBy(() -> cipher.open(encrypted))
        .isInstanceOfSatisfying(
            WeComRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(WeComRefused.Reason.UNDECRYPTABLE));
  }
}
