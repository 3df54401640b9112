package io.siyu.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;

/** Asks WeChat's server APIs, which answer 200 and JSON whenever they answer at all. */
final class WeChatHttp {

  /** A real answer to one member's request has less than 1 KiB. */
  private static final int LARGEST_ANSWER = 64 * 1024;

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final QuietHttp http;

  WeChatHttp(Vertx vertx, WeChatConfig config) {
    this(vertx, config.baseUrl(), config.connectTimeout(), config.readTimeout(), LARGEST_ANSWER);
  }

  /**
   * @param largestAnswer in bytes
   */
  WeChatHttp(
      Vertx vertx, URI base, Duration connectTimeout, Duration readTimeout, int largestAnswer) {
    http = new QuietHttp(vertx, base, connectTimeout, readTimeout, largestAnswer);
  }

  /**
   * One request, to be called on a Vert.x context, where the answer arrives too.
   *
   * @param uri path and query, encoded
   * @param body JSON to send, or null for none
   * @param limit most time for it, if that is less than the configured timeouts
   * @return the answer's body; fails with {@link WeChatUnavailable} and nothing else
   */
  Future<byte[]> ask(HttpMethod method, String uri, Buffer body, Duration limit) {
    return http.send(
            method,
            http.uri(uri),
            body == null ? Map.of() : JSON,
            body,
            limit,
            status -> status == 200)
        .recover(failure -> Future.failedFuture(unavailable(failure)))
        .compose(
            reply ->
                reply.status() == 200
                    ? Future.succeededFuture(reply.body())
                    : Future.failedFuture(refused(reply.status())));
  }

  private static WeChatUnavailable unavailable(Throwable failure) {
    return failure instanceof QuietHttp.Failed failed
        ? new WeChatUnavailable(
            switch (failed.failure()) {
              case UNREACHABLE -> WeChatUnavailable.Reason.UNREACHABLE;
              case TIMED_OUT -> WeChatUnavailable.Reason.TIMED_OUT;
              case CONNECTION_LOST -> WeChatUnavailable.Reason.CONNECTION_LOST;
              case TOO_LARGE -> WeChatUnavailable.Reason.UNREADABLE;
            },
            failed.getMessage())
        : new WeChatUnavailable(
            WeChatUnavailable.Reason.UNEXPECTED, failure.getClass().getSimpleName());
  }

  private static WeChatUnavailable refused(int status) {
    return new WeChatUnavailable(
        switch (status) {
          case 429 -> WeChatUnavailable.Reason.RATE_LIMITED;
          case 503 -> WeChatUnavailable.Reason.BUSY;
          default -> WeChatUnavailable.Reason.UNEXPECTED;
        },
        "HTTP " + status);
  }

  void close() {
    http.close();
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
