package io.siyu.wechat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Repeats what {@link WeChatUnavailable.Reason#safeToRepeat} allows, limited in number and, all
 * together, in time, and reports to operators what could not be done in the end.
 */
final class WeChatAttempts {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Logger log;
  private final String call;
  private final String consequence;
  private final String settings;
  private final int attempts;
  private final Duration totalTimeout;
  private final Duration backoff;

  /**
   * @param call what is asked, for the log
   * @param consequence what nobody can do while WeChat refuses this application, for the log
   */
  WeChatAttempts(Vertx vertx, WeChatConfig config, Logger log, String call, String consequence) {
    this.vertx = vertx;
    this.log = log;
    this.call = call;
    this.consequence = consequence;
    settings = "siyu.wechat.app-id, siyu.wechat.app-secret";
    attempts = config.attempts();
    totalTimeout = config.totalTimeout();
    backoff = config.backoff();
  }

  /** For calls of WeCom's, in whose place the outbox tries again later. */
  WeChatAttempts(Vertx vertx, WeComConfig config, Logger log, String call, String consequence) {
    this.vertx = vertx;
    this.log = log;
    this.call = call;
    this.consequence = consequence;
    settings = "siyu.wecom.corp-id, siyu.wecom.secret";
    attempts = 3;
    totalTimeout = config.totalTimeout();
    backoff = Duration.ofMillis(100);
  }

  /**
   * Asks on the caller's context, where the answer arrives too.
   *
   * @param ask makes one request, within the time it is given
   */
  <T> Future<T> repeat(Function<Duration, Future<T>> ask) {
    // The caller's own context, if it has one: its database session lives there.
    Context context = vertx.getOrCreateContext();
    Promise<T> result = Promise.promise();
    // Elapsed time, not business time: a clock that a test or an operator sets must not stretch it.
    long deadline = System.nanoTime() + totalTimeout.toNanos();
    context.runOnContext(ignored -> attempt(ask, 1, deadline, result));
    return result.future();
  }

  private <T> void attempt(
      Function<Duration, Future<T>> ask, int number, long deadline, Promise<T> result) {
    ask.apply(until(deadline))
        .onSuccess(result::complete)
        .onFailure(
            failure -> {
              if (failure instanceof WeChatUnavailable unavailable) {
                Duration pause = pauseAfter(number);
                if (unavailable.reason().safeToRepeat()
                    && number < attempts
                    && pause.compareTo(until(deadline)) < 0) {
                  vertx.setTimer(
                      pause.toMillis(), ignored -> attempt(ask, number + 1, deadline, result));
                } else {
                  report(unavailable, number);
                  result.fail(unavailable);
                }
              } else {
                result.fail(failure);
              }
            });
  }

  /** Between half of the pause and the whole, so that replicas that failed together spread out. */
  private Duration pauseAfter(int number) {
    long doubled = backoff.toMillis() << (number - 1);
    long longest = Math.max(1, Math.min(doubled, LONGEST_PAUSE.toMillis()));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest) + 1);
  }

  private static Duration until(long deadline) {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  private void report(WeChatUnavailable failure, int number) {
    switch (failure.reason()) {
      case MISCONFIGURED ->
          log.errorf(
              "WeChat refuses this application (%s): check %s and the addresses that its console"
                  + " allows; %s",
              failure.detail(), settings, consequence);
      case UNEXPECTED, UNREADABLE ->
          log.errorf("WeChat %s got an answer that is not documented: %s", call, failure.detail());
      case UNREACHABLE, BUSY, RATE_LIMITED, TIMED_OUT, CONNECTION_LOST ->
          log.warnf(
              "WeChat %s failed after %d request(s): %s, %s",
              call, number, failure.reason(), failure.detail());
    }
  }
}
