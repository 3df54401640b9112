package io.siyu.wechat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
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
import java.util.function.IntPredicate;

/**
 * Sends one request to a server of WeChat's, within bounds of time and size, and tells failures
 * before the request left from those after it, which is what decides on a retry.
 *
 * <p>Secrets and numbers of trades are in the addresses, and observers of HTTP clients record
 * addresses or make a label of each. Therefore this client is left out of tracing by its policy,
 * out of metrics by having no metrics name, and its failures name no more than a class.
 */
public final class QuietHttp {

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
  private final int largestAnswer;

  /**
   * @param base of all requests; its path is put before theirs
   * @param readTimeout for the whole answer
   * @param largestAnswer in bytes
   */
  public QuietHttp(
      Vertx vertx, URI base, Duration connectTimeout, Duration readTimeout, int largestAnswer) {
    boolean tls = "https".equalsIgnoreCase(base.getScheme());
    this.vertx = vertx;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.largestAnswer = largestAnswer;
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

  /** What became of a request that has no whole answer. */
  public enum Failure {
    /** No connection, so nothing was sent. */
    UNREACHABLE,
    /** Sent, but not answered in time. */
    TIMED_OUT,
    /** Sent, but the connection broke before the answer was whole. */
    CONNECTION_LOST,
    /** The answer is larger than any real one. */
    TOO_LARGE
  }

  /** Carries no cause and no trace: messages of HTTP clients quote addresses. */
  public static final class Failed extends RuntimeException {

    private final Failure failure;

    Failed(Failure failure, String detail) {
      super(detail, null, false, false);
      this.failure = failure;
    }

    public Failure failure() {
      return failure;
    }
  }

  /**
   * @param body empty where the status said that it is of no interest
   */
  public record Reply(int status, MultiMap headers, byte[] body) {}

  /** Path and query as they go over the line, encoded. */
  public String uri(String path) {
    return basePath + path;
  }

  /**
   * One request, to be called on a Vert.x context, where the answer arrives too.
   *
   * @param uri as {@link #uri} says
   * @param body null for none
   * @param limit most time for it, if that is less than the configured timeouts
   * @param read of which statuses the body is of interest
   * @return fails with {@link Failed} and nothing else
   */
  public Future<Reply> send(
      HttpMethod method,
      String uri,
      Map<String, String> headers,
      Buffer body,
      Duration limit,
      IntPredicate read) {
    long started = System.nanoTime();
    return http.request(
            new RequestOptions(address)
                .setMethod(method)
                .setURI(uri)
                .setConnectTimeout(atLeastOneMilli(shorter(connectTimeout, limit))))
        .recover(failure -> Future.failedFuture(new Failed(Failure.UNREACHABLE, nameOf(failure))))
        .compose(
            request -> {
              headers.forEach(request::putHeader);
              Duration left = limit.minusNanos(System.nanoTime() - started);
              return reply(request, body, shorter(readTimeout, left), read);
            });
  }

  public void close() {
    http.close();
  }

  /** The timeout covers the whole answer, so that one that trickles in is cut off as well. */
  private Future<Reply> reply(
      HttpClientRequest request, Buffer body, Duration timeout, IntPredicate read) {
    Promise<Reply> reply = Promise.promise();
    long timer =
        vertx.setTimer(
            atLeastOneMilli(timeout),
            ignored -> {
              reply.tryFail(new Failed(Failure.TIMED_OUT, timeout.toMillis() + " ms"));
              request.reset();
            });
    (body == null ? request.send() : request.send(body))
        .compose(response -> whole(response, read))
        .onComplete(
            result -> {
              vertx.cancelTimer(timer);
              if (result.succeeded()) {
                reply.tryComplete(result.result());
              } else if (result.cause() instanceof Failed known) {
                reply.tryFail(known);
              } else {
                reply.tryFail(new Failed(Failure.CONNECTION_LOST, nameOf(result.cause())));
              }
              if (result.failed() || !read.test(result.result().status())) {
                // The rest of the answer is of no interest, and the connection goes with it.
                request.reset();
              }
            });
    return reply.future();
  }

  private Future<Reply> whole(HttpClientResponse response, IntPredicate read) {
    Promise<Reply> whole = Promise.promise();
    // Always set, because Vert.x logs an error for each reset that nobody listens to.
    response.exceptionHandler(whole::tryFail);
    if (!read.test(response.statusCode())) {
      return Future.succeededFuture(
          new Reply(response.statusCode(), response.headers(), new byte[0]));
    }
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() <= largestAnswer) {
            body.appendBuffer(chunk);
          } else {
            whole.tryFail(new Failed(Failure.TOO_LARGE, "more than " + largestAnswer + " bytes"));
          }
        });
    response.endHandler(
        ignored ->
            whole.tryComplete(
                new Reply(response.statusCode(), response.headers(), body.getBytes())));
    return whole.future();
  }

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
