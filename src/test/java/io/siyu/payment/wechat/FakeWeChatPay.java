package io.siyu.payment.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * WeChat Pay as its documents describe it: checks the merchant's signature, keeps trades and
 * refunds, signs what it answers. A test can put answers before the real ones.
 */
public final class FakeWeChatPay implements AutoCloseable {

  static final String MCH_ID = "1900000109";
  static final String APP_ID = "wx0123456789abcdef";
  static final String MERCHANT_SERIAL = "3775B6A45ACD588826D15E583A95F5DD00112233";
  static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0000000000000024101100397200000006";

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "WECHATPAY2-SHA256-RSA2048 mchid=\"(.*)\",nonce_str=\"(.*)\",signature=\"(.*)\","
              + "timestamp=\"(.*)\",serial_no=\"(.*)\"");

  // Making a pair takes a second.
  private static final KeyPair MERCHANT = WeChatKeys.pair();
  private static final KeyPair PUBLIC_KEY = WeChatKeys.pair();

  /** Who signs. */
  record Signer(String serial, PrivateKey key) {}

  /** One request, as it arrived. */
  record Seen(String method, String uri, JsonObject body, String wantedKey, String nonce) {}

  /** Answers in the place of the real one, which has no effect then. */
  interface Instead {
    void answer(HttpExchange exchange, FakeWeChatPay weChat) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Seen> requests = new CopyOnWriteArrayList<>();
  private final Deque<Instead> instead = new ConcurrentLinkedDeque<>();
  private final List<PlatformCertificate> certificates = new CopyOnWriteArrayList<>();
  private final FakeTrades trades = new FakeTrades();
  private volatile Signer signer = new Signer(PUBLIC_KEY_ID, PUBLIC_KEY.getPrivate());
  private volatile String certificateKey = WeChatKeys.API_V3_KEY;
  private volatile Duration clockAhead = Duration.ZERO;

  public FakeWeChatPay() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Settings of an application that uses this WeChat with public keys. */
  public Map<String, String> settings() {
    Map<String, String> settings = settingsWithCertificates();
    settings.put(
        "siyu.wechat-pay.public-keys",
        PUBLIC_KEY_ID + "\n" + WeChatKeys.pem(PUBLIC_KEY.getPublic()));
    return settings;
  }

  /** Settings of an application that downloads platform certificates. */
  public Map<String, String> settingsWithCertificates() {
    Map<String, String> settings = new HashMap<>();
    settings.put("siyu.payment.gateway", "wechat");
    settings.put("siyu.wechat.app-id", APP_ID);
    settings.put("siyu.wechat-pay.mch-id", MCH_ID);
    settings.put("siyu.wechat-pay.merchant-serial", MERCHANT_SERIAL);
    settings.put("siyu.wechat-pay.merchant-key", WeChatKeys.pem(MERCHANT.getPrivate()));
    settings.put("siyu.wechat-pay.api-v3-key", WeChatKeys.API_V3_KEY);
    settings.put("siyu.wechat-pay.notify-base-url", "https://siyu.example.com");
    settings.put("siyu.wechat-pay.base-url", url());
    settings.put("siyu.wechat-pay.backoff", "5ms");
    settings.put("siyu.wechat-pay.read-timeout", "8s");
    settings.put("siyu.wechat-pay.total-timeout", "20s");
    return settings;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  KeyPair merchant() {
    return MERCHANT;
  }

  public FakeTrades trades() {
    return trades;
  }

  List<Seen> requests() {
    return requests;
  }

  /** The next requests are answered by these, one each. */
  void instead(Instead... answers) {
    instead.addAll(List.of(answers));
  }

  void signWith(Signer other) {
    signer = other;
  }

  void signWithPublicKey() {
    signer = new Signer(PUBLIC_KEY_ID, PUBLIC_KEY.getPrivate());
  }

  /** From now on it signs with this certificate. */
  void signWith(PlatformCertificate certificate) {
    signer = new Signer(certificate.serial(), certificate.key());
  }

  /** What it offers for download. */
  void offer(PlatformCertificate... offered) {
    certificates.clear();
    certificates.addAll(List.of(offered));
  }

  void encryptCertificatesWith(String apiV3Key) {
    certificateKey = apiV3Key;
  }

  void setClockAhead(Duration duration) {
    clockAhead = duration;
  }

  /** Headers that prove that WeChat said this. */
  Map<String, String> signature(String body) {
    return signature(body, WeChatKeys.random(16), Instant.now().plus(clockAhead));
  }

  Map<String, String> signature(String body, String nonce, Instant time) {
    return signature(signer, body, nonce, time);
  }

  /** Headers as another key of WeChat's makes them. */
  Map<String, String> signatureOf(Signer other, String body) {
    return signature(other, body, WeChatKeys.random(16), Instant.now().plus(clockAhead));
  }

  private static Map<String, String> signature(
      Signer signer, String body, String nonce, Instant time) {
    String timestamp = String.valueOf(time.getEpochSecond());
    String text = timestamp + "\n" + nonce + "\n" + body + "\n";
    return Map.of(
        "Wechatpay-Serial",
        signer.serial(),
        "Wechatpay-Timestamp",
        timestamp,
        "Wechatpay-Nonce",
        nonce,
        "Wechatpay-Signature",
        WeChatKeys.sign(signer.key(), text));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (!isSigned(exchange, body)) {
      send(exchange, 401, "{\"code\":\"SIGN_ERROR\",\"message\":\"no\"}", Map.of());
      return;
    }
    Instead other = instead.poll();
    if (other != null) {
      other.answer(exchange, this);
      return;
    }
    FakeTrades.Reply reply =
        exchange.getRequestURI().getPath().equals("/v3/certificates")
            ? new FakeTrades.Reply(200, listOfCertificates())
            : trades.answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
    signed(exchange, reply.status(), reply.body());
  }

  private boolean isSigned(HttpExchange exchange, String body) {
    Matcher given =
        AUTHORIZATION.matcher(
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    String uri = exchange.getRequestURI().toString();
    if (!given.matches()) {
      return false;
    }
    requests.add(
        new Seen(
            exchange.getRequestMethod(),
            uri,
            body.isEmpty() ? null : new JsonObject(body),
            exchange.getRequestHeaders().getFirst("Wechatpay-Serial"),
            given.group(2)));
    String text =
        String.join(
            "\n", exchange.getRequestMethod(), uri, given.group(4), given.group(2), body, "");
    return given.group(1).equals(MCH_ID)
        && given.group(5).equals(MERCHANT_SERIAL)
        && WeChatKeys.isSigned(MERCHANT.getPublic(), text, given.group(3));
  }

  private String listOfCertificates() {
    JsonArray data = new JsonArray();
    for (PlatformCertificate offered : certificates) {
      data.add(
          new JsonObject()
              .put("serial_no", offered.serial())
              .put("effective_time", offered.certificate().getNotBefore().toInstant().toString())
              .put("expire_time", offered.certificate().getNotAfter().toInstant().toString())
              .put(
                  "encrypt_certificate",
                  WeChatKeys.sealed(certificateKey, "certificate", offered.pem())));
    }
    return new JsonObject().put("data", data).encode();
  }

  void signed(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, body, signature(body));
  }

  static void send(HttpExchange exchange, int status, String body, Map<String, String> headers)
      throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.getResponseHeaders().set("Request-ID", "08F78BB5AF0610D302189F9DDE5820E91A28F0D604-0");
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** An answer of WeChat that says no. */
  static Instead error(int status, String code) {
    return (exchange, weChat) ->
        weChat.signed(
            exchange,
            status,
            new JsonObject().put("code", code).put("message", "说明 openid-of-somebody").encode());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
