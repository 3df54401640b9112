package io.siyu.wechat;

import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Login through WeChat's servers. Source: WeChat Mini Program server API, document "小程序登录"
 * (auth.code2Session).
 *
 * <p>A code is single use, so a request is repeated only if the one before can't have used it:
 *
 * <ul>
 *   <li>repeated: no connection (nothing was sent), errcode -1 and HTTP 503 (WeChat says that it
 *       didn't do the work);
 *   <li>not repeated: a timeout or a broken connection after sending, and every other HTTP status.
 *       WeChat may have consumed the code; a second request would then answer "code used" and blame
 *       the user. The mini-program calls {@code wx.login} again, which costs it nothing;
 *   <li>not repeated: rate limits, which a repetition makes worse, and refusals, which are final.
 * </ul>
 *
 * Repetitions are limited in number and, all together, in time.
 */
public final class WeChatApiLogin implements WeChatLogin, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WeChatApiLogin.class);

  /** WeChat's codes have 32 characters; an address has limits of its own. */
  private static final int LONGEST_CODE = 128;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Code2SessionClient client;
  private final int attempts;
  private final Duration totalTimeout;
  private final Duration backoff;

  /** The configuration has been through {@link WeChatConfigCheck}. */
  public WeChatApiLogin(Vertx vertx, WeChatConfig config) {
    this.vertx = vertx;
    client =
        new Code2SessionClient(
            vertx,
            config,
            config.appId().orElseThrow(),
            config.appSecret().map(Secret::get).orElseThrow());
    attempts = config.attempts();
    totalTimeout = config.totalTimeout();
    backoff = config.backoff();
  }

  @Override
  public Uni<WeChatIdentity> exchange(String code) {
    if (code == null || code.isBlank()) {
      return rejected(WeChatLoginRejected.Reason.MISSING_CODE);
    }
    if (code.length() > LONGEST_CODE) {
      return rejected(WeChatLoginRejected.Reason.INVALID_CODE);
    }
    return Uni.createFrom().completionStage(() -> login(code).toCompletionStage());
  }

  private Future<WeChatIdentity> login(String code) {
    // The caller's own context, if it has one: its database session lives there.
    Context context = vertx.getOrCreateContext();
    Promise<WeChatIdentity> login = Promise.promise();
    // Elapsed time, not business time: a clock that a test or an operator sets must not stretch it.
    long deadline = System.nanoTime() + totalTimeout.toNanos();
    context.runOnContext(ignored -> attempt(code, 1, deadline, login));
    return login.future();
  }

  private void attempt(String code, int number, long deadline, Promise<WeChatIdentity> login) {
    client
        .ask(code, until(deadline))
        .onSuccess(login::complete)
        .onFailure(
            failure -> {
              if (failure instanceof WeChatUnavailable unavailable) {
                repeatOrGiveUp(unavailable, code, number, deadline, login);
              } else {
                login.fail(failure);
              }
            });
  }

  private void repeatOrGiveUp(
      WeChatUnavailable failure,
      String code,
      int number,
      long deadline,
      Promise<WeChatIdentity> login) {
    Duration pause = pauseAfter(number);
    boolean repeat =
        failure.reason().safeToRepeat()
            && number < attempts
            && pause.compareTo(until(deadline)) < 0;
    if (repeat) {
      vertx.setTimer(pause.toMillis(), ignored -> attempt(code, number + 1, deadline, login));
    } else {
      report(failure, number);
      login.fail(failure);
    }
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

  private static void report(WeChatUnavailable failure, int number) {
    switch (failure.reason()) {
      case MISCONFIGURED ->
          LOG.errorf(
              "WeChat refuses this application (%s): check siyu.wechat.app-id and"
                  + " siyu.wechat.app-secret; nobody can log in",
              failure.detail());
      case UNEXPECTED, UNREADABLE ->
          LOG.errorf("WeChat login got an answer that is not documented: %s", failure.detail());
      case UNREACHABLE, BUSY, RATE_LIMITED, TIMED_OUT, CONNECTION_LOST ->
          LOG.warnf(
              "WeChat login failed after %d request(s): %s, %s",
              number, failure.reason(), failure.detail());
    }
  }

  private static Uni<WeChatIdentity> rejected(WeChatLoginRejected.Reason reason) {
    return Uni.createFrom().failure(() -> new WeChatLoginRejected(reason));
  }

  @Override
  public void close() {
    client.close();
  }
}
