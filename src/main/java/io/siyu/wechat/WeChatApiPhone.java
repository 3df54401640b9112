package io.siyu.wechat;

import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Phone numbers from WeChat's servers. Source: WeChat Mini Program document "手机号快速验证组件 /
 * getPhoneNumber", server API getuserphonenumber.
 *
 * <p>A code is single use, so the same failures are repeated as at the login ({@link
 * WeChatApiLogin}). A refused access token is replaced once; the request that carried it did
 * nothing.
 */
public final class WeChatApiPhone implements WeChatPhone, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WeChatApiPhone.class);
  private static final String URI_UP_TO_TOKEN = "/wxa/business/getuserphonenumber?access_token=";
  private static final int LONGEST_CODE = 128;

  private final WeChatHttp http;
  private final StableAccessToken tokens;
  private final WeChatAttempts attempts;

  /** The configuration has been through {@link WeChatConfigCheck}. */
  public WeChatApiPhone(Vertx vertx, WeChatConfig config) {
    http = new WeChatHttp(vertx, config);
    tokens =
        new StableAccessToken(
            vertx,
            http,
            config.appId().orElseThrow(),
            config.appSecret().map(Secret::get).orElseThrow());
    attempts =
        new WeChatAttempts(vertx, config, LOG, "phone number", "nobody can bind a phone number");
  }

  @Override
  public Uni<WeChatPhoneNumber> exchange(String code) {
    if (code == null || code.isBlank() || code.length() > LONGEST_CODE) {
      return Uni.createFrom().failure(WeChatPhoneRejected::new);
    }
    return Uni.createFrom()
        .completionStage(() -> attempts.repeat(left -> ask(code, left)).toCompletionStage());
  }

  private Future<WeChatPhoneNumber> ask(String code, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    return tokens
        .present(limit)
        .compose(
            token ->
                send(token, code, deadline)
                    .recover(
                        failure ->
                            failure instanceof AccessTokenRefused
                                ? tokens
                                    .insteadOf(token, until(deadline))
                                    .compose(fresh -> send(fresh, code, deadline))
                                : Future.failedFuture(failure)))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof AccessTokenRefused refused ? refused.failure() : failure));
  }

  private Future<WeChatPhoneNumber> send(String token, String code, long deadline) {
    return http.ask(
            HttpMethod.POST,
            URI_UP_TO_TOKEN + WeChatHttp.encoded(token),
            new JsonObject().put("code", code).toBuffer(),
            until(deadline))
        .map(PhoneNumberAnswer::number);
  }

  private static Duration until(long deadline) {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  @Override
  public void close() {
    http.close();
  }
}
