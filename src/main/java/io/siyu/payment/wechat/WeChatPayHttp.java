package io.siyu.payment.wechat;

import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Sends one request to WeChat Pay and reads its answer, whatever its status. Numbers of trades are
 * in the paths, of which observers of HTTP clients would make a label each: so this client is left
 * out of tracing by its policy, and out of metrics by having no metrics name.
 */
final class WeChatPayHttp {

  /** Three platform certificates have 8 KiB; everything else is smaller. */
  private static final int LARGEST_ANSWER = 128 * 1024;

  private static final int CONNECTIONS = 32;
  private static final int WAITING_FOR_CONNECTION = 512;

  /** Short, so that a request seldom meets a connection that WeChat is just closing. */
  private static final int IDLE_CONNECTION_SECONDS = 8;

  private final Vertx vertx;
  private final HttpClient http;
  private final RequestOptions address;
  private final String basePath;
  private final Duration connectTimeout;
  private final Duration readTimeout;

  WeChatPayHttp(Vertx vertx, WeChatPayConfig config) {
    URI base = config.baseUrl();
    boolean tls = "https".equalsIgnoreCase(base.getScheme());
    connectTimeout = config.connectTimeout();
    readTimeout = config.readTimeout();
    this.vertx = vertx;
    http =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
                    .setKeepAliveTimeout(IDLE_CONNECTION_SECONDS)
                    .setMaxPoolSize(CONNECTIONS)
                    .setMaxWaitQueueSize(WAITING_FOR_CONNECTION)
                    .setTracingPolicy(TracingPolicy.IGNORE))
            // The request that the connection breaks under tells; Vert.x would log each once more.
            .withConnectHandler(connection -> connection.exceptionHandler(failure -> {}))
            .build();
    address =
        new RequestOptions()
            .setHost(base.getHost())
            .setPort(base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80)
            .setSsl(tls);
    basePath = base.getRawPath().replaceAll("/+$", "");
  }

  /** Path and query as they go over the line, and into the signature. */
  String uri(String path) {
    return basePath + path;
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
    long started = System.nanoTime();
    return http.request(
            new RequestOptions(address)
                .setMethod(method)
                .setURI(uri)
                .setConnectTimeout(atLeastOneMilli(shorter(connectTimeout, limit))))
        .recover(failure -> problem(Kind.UNREACHABLE, nameOf(failure)))
        .compose(
            request -> {
              headers.forEach(request::putHeader);
              Duration left = limit.minusNanos(System.nanoTime() - started);
              return answer(request, body, shorter(readTimeout, left));
            });
  }

  /** The timeout covers the whole answer, so that one that trickles in is cut off as well. */
  private Future<SignedMessage.Answer> answer(
      HttpClientRequest request, String body, Duration timeout) {
    Promise<SignedMessage.Answer> answer = Promise.promise();
    long timer =
        vertx.setTimer(
            atLeastOneMilli(timeout),
            ignored -> {
              answer.tryFail(new WeChatPayProblem(Kind.TIMED_OUT, timeout.toMillis() + " ms"));
              request.reset();
            });
    (body.isEmpty() ? request.send() : request.send(body))
        .compose(WeChatPayHttp::read)
        .onComplete(
            result -> {
              vertx.cancelTimer(timer);
              if (result.succeeded()) {
                answer.tryComplete(result.result());
              } else if (result.cause() instanceof WeChatPayProblem known) {
                answer.tryFail(known);
                // The rest of the answer is of no interest, and the connection goes with it.
                request.reset();
              } else {
                answer.tryFail(new WeChatPayProblem(Kind.CONNECTION_LOST, nameOf(result.cause())));
              }
            });
    return answer.future();
  }

  private static Future<SignedMessage.Answer> read(HttpClientResponse response) {
    Promise<SignedMessage.Answer> whole = Promise.promise();
    // Always set, because Vert.x logs an error for each reset that nobody listens to.
    response.exceptionHandler(whole::tryFail);
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() <= LARGEST_ANSWER) {
            body.appendBuffer(chunk);
          } else {
            whole.tryFail(
                new WeChatPayProblem(Kind.UNEXPECTED, "more than " + LARGEST_ANSWER + " bytes"));
          }
        });
    response.endHandler(
        ignored ->
            whole.tryComplete(
                new SignedMessage.Answer(
                    response.statusCode(),
                    SignedMessage.of(response.headers(), body.getBytes()),
                    response.getHeader("Request-ID"))));
    return whole.future();
  }

  void close() {
    http.close();
  }

  private static <T> Future<T> problem(Kind kind, String detail) {
    return Future.failedFuture(new WeChatPayProblem(kind, detail));
  }

  /** The class only: a message of Vert.x may quote the address. */
  private static String nameOf(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static long atLeastOneMilli(Duration duration) {
    return Math.max(1, duration.toMillis());
  }
}
