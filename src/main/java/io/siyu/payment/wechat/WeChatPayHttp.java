package io.siyu.payment.wechat;

import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import io.siyu.wechat.QuietHttp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;

/** Sends one request to WeChat Pay and reads its answer, whatever its status. */
final class WeChatPayHttp {

  /** Three platform certificates have 8 KiB; everything else is smaller. */
  private static final int LARGEST_ANSWER = 128 * 1024;

  private final QuietHttp http;

  WeChatPayHttp(Vertx vertx, WeChatPayConfig config) {
    http =
        new QuietHttp(
            vertx, config.baseUrl(), config.connectTimeout(), config.readTimeout(), LARGEST_ANSWER);
  }

  /** Path and query as they go over the line, and into the signature. */
  String uri(String path) {
    return http.uri(path);
  }

  /**
   * One request, to be called on a Vert.x context, where the answer arrives too.
   *
   * @param body JSON, or empty for none
   * @param limit most time for it, if that is less than the configured timeouts
   * @return fails with {@link WeChatPayProblem} and nothing else
   */
  Future<SignedMessage.Answer> send(
      HttpMethod method, String uri, String body, Map<String, String> headers, Duration limit) {
    return http.send(
            method,
            uri,
            headers,
            body.isEmpty() ? null : Buffer.buffer(body),
            limit,
            everyStatus -> true)
        .recover(failure -> Future.failedFuture(problem(failure)))
        .map(
            reply ->
                new SignedMessage.Answer(
                    reply.status(),
                    SignedMessage.of(reply.headers(), reply.body()),
                    reply.headers().get("Request-ID")));
  }

  private static WeChatPayProblem problem(Throwable failure) {
    return failure instanceof QuietHttp.Failed failed
        ? new WeChatPayProblem(
            switch (failed.failure()) {
              case UNREACHABLE -> Kind.UNREACHABLE;
              case TIMED_OUT -> Kind.TIMED_OUT;
              case CONNECTION_LOST -> Kind.CONNECTION_LOST;
              case TOO_LARGE -> Kind.UNEXPECTED;
            },
            failed.getMessage())
        : WeChatPayProblem.of(failure);
  }

  void close() {
    http.close();
  }
}
