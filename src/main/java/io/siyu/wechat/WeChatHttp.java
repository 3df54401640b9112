package io.siyu.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.net.URLEncoder;
import java.time.Duration;

/**
 * Sends one request to WeChat's server API and tells failures before the request left from those
 * after it, which is what decides on a retry.
 *
 * <p>WeChat wants the app secret or the access token in the query, and observers of HTTP clients
 * record the query. Therefore this client is left out of tracing by its policy, and out of metrics
 * by having no metrics name; a client with a name would be measured with the whole query as a tag.
 */
final class WeChatHttp {

  /** A real answer to one member's request has less than 1 KiB. */
  private static final int LARGEST_ANSWER = 64 * 1024;

  private static final int CONNECTIONS = 32;
  private static final int WAITING_FOR_CONNECTION = 512;

  /** Short, so that a request seldom meets a connection that WeChat is just closing. */
  private static final int IDLE_CONNECTION_SECONDS = 15;

  private final Vertx vertx;
  private final HttpClient http;
  private final RequestOptions address;
  private final String basePath;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final int largestAnswer;

  WeChatHttp(Vertx vertx, WeChatConfig config) {
    this(vertx, config.baseUrl(), config.connectTimeout(), config.readTimeout(), LARGEST_ANSWER);
  }

  /**
   * @param largestAnswer in bytes
   */
  WeChatHttp(
      Vertx vertx, URI base, Duration connectTimeout, Duration readTimeout, int largestAnswer) {
    boolean tls = "https".equalsIgnoreCase(base.getScheme());
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.largestAnswer = largestAnswer;
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

  /**
   * One request, to be called on a Vert.x context, where the answer arrives too.
   *
   * @param uri path and query, encoded
   * @param body JSON to send, or null for none
   * @param limit most time for it, if that is less than the configured timeouts
   * @return the answer's body; fails with {@link WeChatUnavailable} and nothing else
   */
  Future<byte[]> ask(HttpMethod method, String uri, Buffer body, Duration limit) {
    long started = System.nanoTime();
    return http.request(
            new RequestOptions(address)
                .setMethod(method)
                .setURI(basePath + uri)
                .setConnectTimeout(atLeastOneMilli(shorter(connectTimeout, limit))))
        .recover(failure -> unavailable(WeChatUnavailable.Reason.UNREACHABLE, nameOf(failure)))
        .compose(
            request -> {
              Duration left = limit.minusNanos(System.nanoTime() - started);
              return answer(request, body, shorter(readTimeout, left));
            })
        .map(Buffer::getBytes);
  }

  /** The timeout covers the whole answer, so that one that trickles in is cut off as well. */
  private Future<Buffer> answer(HttpClientRequest request, Buffer body, Duration timeout) {
    Promise<Buffer> answer = Promise.promise();
    long timer =
        vertx.setTimer(
            atLeastOneMilli(timeout),
            ignored -> {
              answer.tryFail(
                  new WeChatUnavailable(
                      WeChatUnavailable.Reason.TIMED_OUT, timeout.toMillis() + " ms"));
              request.reset();
            });
    Future<HttpClientResponse> response =
        body == null
            ? request.send()
            : request.putHeader("Content-Type", "application/json").send(body);
    response
        .compose(this::body)
        .onComplete(
            result -> {
              vertx.cancelTimer(timer);
              if (result.succeeded()) {
                answer.tryComplete(result.result());
              } else if (result.cause() instanceof WeChatUnavailable known) {
                answer.tryFail(known);
                // The rest of the answer is of no interest, and the connection goes with it.
                request.reset();
              } else {
                answer.tryFail(
                    new WeChatUnavailable(
                        WeChatUnavailable.Reason.CONNECTION_LOST, nameOf(result.cause())));
              }
            });
    return answer.future();
  }

  private Future<Buffer> body(HttpClientResponse response) {
    Promise<Buffer> complete = Promise.promise();
    // Always set, because Vert.x logs an error for each reset that nobody listens to.
    response.exceptionHandler(complete::tryFail);
    if (response.statusCode() != 200) {
      return refused(response.statusCode());
    }
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() <= largestAnswer) {
            body.appendBuffer(chunk);
          } else {
            complete.tryFail(
                new WeChatUnavailable(
                    WeChatUnavailable.Reason.UNREADABLE, "more than " + largestAnswer + " bytes"));
          }
        });
    response.endHandler(ignored -> complete.tryComplete(body));
    return complete.future();
  }

  private static Future<Buffer> refused(int status) {
    return unavailable(
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

  private static <T> Future<T> unavailable(WeChatUnavailable.Reason reason, String detail) {
    return Future.failedFuture(new WeChatUnavailable(reason, detail));
  }

  /** The class only: a message of Vert.x may quote the address with the secret. */
  private static String nameOf(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static long atLeastOneMilli(Duration duration) {
    return Math.max(1, duration.toMillis());
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
