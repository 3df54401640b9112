package io.siyu.wechat;

import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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

  private final Code2SessionClient client;
  private final WeChatAttempts attempts;

  /** The configuration has been through {@link WeChatConfigCheck}. */
  public WeChatApiLogin(Vertx vertx, WeChatConfig config) {
    client =
        new Code2SessionClient(
            new WeChatHttp(vertx, config),
            config.appId().orElseThrow(),
            config.appSecret().map(Secret::get).orElseThrow());
    attempts = new WeChatAttempts(vertx, config, LOG, "login", "nobody can log in");
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
    return attempts.repeat(left -> client.ask(code, left));
  }

  private static Uni<WeChatIdentity> rejected(WeChatLoginRejected.Reason reason) {
    return Uni.createFrom().failure(() -> new WeChatLoginRejected(reason));
  }

  @Override
  public void close() {
    client.close();
  }
}
