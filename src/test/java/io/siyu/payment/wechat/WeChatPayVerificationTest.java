package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.payment.PaymentGateway.TradeState;
import io.siyu.payment.wechat.FakeWeChatPay.Instead;
import io.siyu.payment.wechat.FakeWeChatPay.Signer;
import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is believed that WeChat did not sign, whichever of its keys it signs with. */
class WeChatPayVerificationTest extends WeChatPayScenario {

  private static PlatformCertificate first;
  private static PlatformCertificate second;
  private static PlatformCertificate expired;

  @BeforeAll
  static void makeCertificates() {
    first = PlatformCertificate.valid();
    second = PlatformCertificate.valid();
    expired = PlatformCertificate.expired();
  }

  static Stream<Arguments> spoiled() {
    return Stream.of(
        Arguments.of("body", (Consumer<Map<String, String>>) headers -> {}),
        headers("no signature", headers -> headers.remove("Wechatpay-Signature")),
        headers("no serial", headers -> headers.remove("Wechatpay-Serial")),
        headers("no nonce", headers -> headers.remove("Wechatpay-Nonce")),
        headers("another nonce", headers -> headers.put("Wechatpay-Nonce", "another")),
        headers("no time", headers -> headers.put("Wechatpay-Timestamp", "soon")),
        headers(
            "another time",
            headers ->
                headers.put(
                    "Wechatpay-Timestamp",
                    String.valueOf(Instant.now().minusSeconds(7).getEpochSecond()))),
        headers(
            "WeChat's test of whether anybody looks",
            headers ->
                headers.put(
                    "Wechatpay-Signature",
                    "WECHATPAY/SIGNTEST/" + headers.get("Wechatpay-Signature"))));
  }

  private static Arguments headers(String name, Consumer<Map<String, String>> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiled")
  void an_answer_with_a_wrong_signature_is_refused_and_asked_for_again(
      String name, Consumer<Map<String, String>> change) {
    WeChatGateway gateway = gateway();
    await(gateway.prepay(order()));
    weChat.trades().pay(number);
    String body = weChat.trades().trade(number).encode();
    Instead spoiled =
        (exchange, weChat) -> {
          Map<String, String> headers = new HashMap<>(weChat.signature(body));
          change.accept(headers);
          FakeWeChatPay.send(
              exchange, 200, name.equals("body") ? body.replace("5000", "5001") : body, headers);
        };

    weChat.instead(spoiled);
    assertThat(await(gateway.query(number)).state()).as("second try").isEqualTo(TradeState.SUCCESS);
    weChat.instead(spoiled, spoiled, spoiled);
    assertProblem(Kind.UNVERIFIED, () -> await(gateway.query(number)));
    assertThat(counted("query", "unverified")).isEqualTo(1);
  }

  @Test
  void a_no_that_decides_something_needs_a_signature_too() {
    Instead unsigned =
        (exchange, ignored) ->
            FakeWeChatPay.send(exchange, 400, "{\"code\":\"ORDER_CLOSED\"}", Map.of());
    weChat.instead(unsigned, unsigned, unsigned);

    assertProblem(Kind.UNVERIFIED, () -> await(gateway().close(number)));
  }

  @Test
  void an_answer_of_more_than_five_minutes_ago_or_ahead_is_refused() {
    WeChatGateway gateway = gateway();
    await(gateway.prepay(order()));

    for (Duration late : new Duration[] {Duration.ofSeconds(-290), Duration.ofSeconds(290)}) {
      weChat.setClockAhead(late);
      assertThat(await(gateway.query(number)).state()).isEqualTo(TradeState.NOTPAY);
    }
    for (Duration late : new Duration[] {Duration.ofSeconds(-305), Duration.ofSeconds(310)}) {
      weChat.setClockAhead(late);
      assertProblem(Kind.UNVERIFIED, () -> await(gateway.query(number)));
    }
  }

  @Test
  void public_keys_old_and_new_are_good_side_by_side_and_the_first_one_is_asked_for() {
    KeyPair next = WeChatKeys.pair();
    String nextId = "PUB_KEY_ID_0000000000000024101100397200000007";
    WeChatGateway gateway =
        gateway(
            settings ->
                settings.merge(
                    "siyu.wechat-pay.public-keys",
                    nextId + "\n" + WeChatKeys.pem(next.getPublic()),
                    (old, added) -> added + "\n" + old));

    assertThat(await(gateway.query(number))).as("signed with the old key").isNull();
    weChat.signWith(new Signer(nextId, next.getPrivate()));
    assertThat(await(gateway.query(number))).as("signed with the new key").isNull();
    assertThat(weChat.requests().get(0).wantedKey()).isEqualTo(nextId);
    assertThat(downloads()).isZero();

    weChat.signWith(new Signer("PUB_KEY_ID_0000000000000024101100397200000008", next.getPrivate()));
    assertProblem(Kind.UNVERIFIED, () -> await(gateway.query(number)));
    weChat.signWith(new Signer(nextId, WeChatKeys.pair().getPrivate()));
    assertProblem(Kind.UNVERIFIED, () -> await(gateway.query(number)));
    assertThat(downloads()).as("no certificate is called like that").isZero();
  }

  @Test
  void who_changes_from_certificates_to_public_keys_meets_both() {
    weChat.offer(first);
    WeChatGateway gateway = gateway();
    assertThat(await(gateway.query(number))).isNull();
    assertThat(downloads()).isZero();

    weChat.signWith(first);
    assertThat(await(gateway.query(number))).isNull();
    assertThat(downloads()).isEqualTo(1);
    weChat.signWithPublicKey();
    assertThat(await(gateway.query(number))).isNull();
  }

  @Test
  void certificates_are_downloaded_when_the_first_answer_needs_one() {
    weChat.offer(first, second);
    weChat.signWith(first);
    WeChatGateway gateway = gateway(weChat.settingsWithCertificates());

    await(gateway.prepay(order()));
    weChat.signWith(second);
    assertThat(await(gateway.query(number)).state()).isEqualTo(TradeState.NOTPAY);

    assertThat(downloads()).isEqualTo(1);
    assertThat(weChat.requests().get(0).wantedKey()).isNull();
  }

  @Test
  void a_new_certificate_is_fetched_once_and_a_made_up_serial_number_only_rarely() {
    weChat.offer(first);
    weChat.signWith(first);
    WeChatPay weChatPay = weChatPay(weChat.settingsWithCertificates());
    WeChatGateway gateway = gateway(weChatPay);
    assertThat(await(gateway.query(number))).isNull();

    weChat.offer(first, second);
    weChat.signWith(second);
    assertProblem(Kind.UNVERIFIED, () -> await(gateway.query(number)));
    assertThat(downloads()).as("they were just downloaded").isEqualTo(1);

    weChatPay.keys().refresh();
    assertThat(await(gateway.query(number))).as("the next turn of the timer").isNull();
    weChat.signWith(first);
    assertThat(await(gateway.query(number))).as("the old one beside it").isNull();
    assertThat(downloads()).isEqualTo(2);
  }

  @Test
  void many_answers_at_once_cause_one_download() {
    weChat.offer(first);
    weChat.signWith(first);
    WeChatGateway gateway = gateway(weChat.settingsWithCertificates());

    await(
        io.smallrye.mutiny.Uni.join()
            .all(IntStream.range(0, 20).mapToObj(i -> gateway.close(number)).toList())
            .andFailFast());

    assertThat(downloads()).isEqualTo(1);
  }

  @Test
  void an_expired_certificate_proves_nothing() {
    weChat.offer(expired, first);
    weChat.signWith(expired);
    WeChatGateway gateway = gateway(weChat.settingsWithCertificates());

    assertProblem(Kind.UNVERIFIED, () -> await(gateway.query(number)));
  }

  @Test
  void certificates_that_the_api_v3_key_does_not_open_are_not_taken() {
    weChat.offer(first);
    weChat.signWith(first);
    weChat.encryptCertificatesWith("another-api-v3-key-of-32-charact");
    WeChatGateway gateway = gateway(weChat.settingsWithCertificates());

    assertProblem(Kind.UNVERIFIED, () -> await(gateway.query(number)));
  }

  @Test
  void a_list_of_certificates_that_somebody_else_signed_is_not_taken() {
    weChat.offer(first);
    weChat.signWith(new Signer(first.serial(), second.key()));
    WeChatGateway gateway = gateway(weChat.settingsWithCertificates());

    assertProblem(Kind.UNVERIFIED, () -> await(gateway.query(number)));
  }

  private long downloads() {
    return weChat.requests().stream().filter(seen -> seen.uri().equals("/v3/certificates")).count();
  }
}
