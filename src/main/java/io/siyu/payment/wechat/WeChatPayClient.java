package io.siyu.payment.wechat;

import io.micrometer.core.instrument.MeterRegistry;
import io.siyu.payment.wechat.WeChatPayProblem.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Calls of WeChat Pay's API: signed, repeated where that may help, limited in number and, all
 * together, in time. An answer that decides something counts only with WeChat's own signature.
 */
final class WeChatPayClient {

  private static final Logger LOG = Logger.getLogger(WeChatPayClient.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final SignedRequests requests;
  private final PlatformKeys keys;
  private final WeChatPayConfig config;
  private final MeterRegistry meters;

  WeChatPayClient(
      Vertx vertx,
      SignedRequests requests,
      PlatformKeys keys,
      WeChatPayConfig config,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.requests = requests;
    this.keys = keys;
    this.config = config;
    this.meters = meters;
  }

  /**
   * One question.
   *
   * @param api for logs and metrics
   * @param number our number of the trade or refund, the only one that is logged
   * @param body null for none
   */
  record Call(String api, String number, HttpMethod method, String path, JsonObject body) {}

  /**
   * @return the answer, empty where there is none; fails with {@link WeChatPayProblem}, and arrives
   *     on the Vert.x context that subscribed, if there was one
   */
  Uni<JsonObject> ask(Call call) {
    return Uni.createFrom()
        .completionStage(
            () -> {
              Context context = vertx.getOrCreateContext();
              Promise<JsonObject> result = Promise.promise();
              // Elapsed time, not business time: a clock that is set must not stretch it.
              long deadline = System.nanoTime() + config.totalTimeout().toNanos();
              context.runOnContext(ignored -> attempt(call, 1, deadline, context, result));
              return result.future().toCompletionStage();
            });
  }

  private void attempt(
      Call call, int number, long deadline, Context context, Promise<JsonObject> result) {
    once(call, until(deadline))
        .onComplete(
            answer -> {
              WeChatPayProblem problem =
                  answer.succeeded() ? null : WeChatPayProblem.of(answer.cause());
              Duration pause = pauseAfter(number);
              if (problem != null
                  && problem.kind().repeatsAtOnce()
                  && number < config.attempts()
                  && pause.compareTo(until(deadline)) < 0) {
                vertx.setTimer(
                    pause.toMillis(),
                    ignored -> attempt(call, number + 1, deadline, context, result));
                return;
              }
              count(call, problem);
              report(call, problem, number);
              context.runOnContext(
                  ignored -> {
                    if (problem == null) {
                      result.complete(answer.result());
                    } else {
                      result.fail(problem);
                    }
                  });
            });
  }

  private Future<JsonObject> once(Call call, Duration limit) {
    String body = call.body() == null ? "" : call.body().encode();
    return requests
        .send(call.method(), call.path(), body, limit)
        .compose(
            answer -> {
              boolean good = answer.status() / 100 == 2;
              WeChatPayProblem problem = good ? null : WeChatPayError.of(answer);
              if (problem != null && !problem.kind().decides()) {
                return Future.failedFuture(problem);
              }
              return keys.verify(answer.message())
                  .map(verdict -> decided(answer, problem, verdict));
            });
  }

  private static JsonObject decided(
      SignedMessage.Answer answer, WeChatPayProblem problem, PlatformKeys.Verdict verdict) {
    if (verdict != PlatformKeys.Verdict.GENUINE) {
      throw new WeChatPayProblem(Kind.UNVERIFIED, "HTTP " + answer.status() + ", " + verdict);
    }
    if (problem != null) {
      throw problem;
    }
    try {
      byte[] body = answer.message().body();
      return body.length == 0 ? new JsonObject() : new JsonObject(Buffer.buffer(body));
    } catch (DecodeException notJson) {
      throw new WeChatPayProblem(Kind.UNEXPECTED, "no JSON object");
    }
  }

  /** Between half of the pause and the whole, so that replicas that failed together spread out. */
  private Duration pauseAfter(int number) {
    long doubled = config.backoff().toMillis() << (number - 1);
    long longest = Math.max(1, Math.min(doubled, LONGEST_PAUSE.toMillis()));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest) + 1);
  }

  private static Duration until(long deadline) {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  private void count(Call call, WeChatPayProblem problem) {
    String outcome = problem == null ? "ok" : problem.kind().name().toLowerCase(Locale.ROOT);
    meters.counter("siyu.wechatpay.calls", "api", call.api(), "outcome", outcome).increment();
  }

  private static void report(Call call, WeChatPayProblem problem, int number) {
    if (problem == null) {
      return;
    }
    switch (problem.kind()) {
      case NOT_FOUND, PAID, CLOSED -> {
        // An answer like others.
      }
      case MISCONFIGURED ->
          LOG.errorf(
              "WeChat Pay refuses this merchant (%s): check siyu.wechat-pay.mch-id,"
                  + " merchant-serial and merchant-key, and that the app id belongs to the"
                  + " merchant; %s of %s was not done",
              problem.detail(), call.api(), call.number());
      case NOT_ENOUGH ->
          LOG.errorf(
              "WeChat Pay: the merchant's account has not enough for refund %s; it is asked for"
                  + " again later (%s)",
              call.number(), problem.detail());
      case UNVERIFIED, UNEXPECTED, BAD_PARAMETERS ->
          LOG.errorf(
              "WeChat Pay's answer to %s of %s is of no use: %s, %s",
              call.api(), call.number(), problem.kind(), problem.detail());
      case UNREACHABLE, TIMED_OUT, CONNECTION_LOST, BUSY, LIMITED, PAYER_REFUSED, INVALID ->
          LOG.warnf(
              "WeChat Pay: %s of %s failed after %d request(s): %s, %s",
              call.api(), call.number(), number, problem.kind(), problem.detail());
    }
  }
}
