package io.siyu.wechat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The access token of server calls, kept until five minutes before its end and asked for by one
 * request at a time. Source: WeChat Mini Program server API, document "获取稳定版接口调用凭据"
 * (getStableAccessToken).
 *
 * <p>The stable token needs no store of ours: WeChat answers every replica with the same token
 * while it is valid, so replicas don't end each other's tokens, as they would with the older call.
 */
final class StableAccessToken {

  private static final String URI = "/cgi-bin/stable_token";
  private static final Pattern FORM = Pattern.compile("[!-~]{1,1024}");
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** WeChat allows 20 forced ones a day. */
  private static final Duration BETWEEN_FORCED = Duration.ofMinutes(1);

  private static final Set<Long> REFUSALS =
      Set.of(
          40013L, // invalid app id
          40125L, // invalid app secret
          40164L, // address not on the allow-list
          41002L, // app id missing
          41004L, // app secret missing
          50004L, // the app may not have tokens
          50007L, // the app is frozen
          89503L, // the call waits for an administrator's consent
          89506L, // refused by the administrator twice today
          89507L); // refused by the administrator for an hour

  private final Vertx vertx;
  private final Source source;

  private String token;
  private long staleAt;
  private Future<String> underWay;
  private boolean forcedBefore;
  private long forcedAt;

  StableAccessToken(Vertx vertx, WeChatHttp http, String appId, String appSecret) {
    this(vertx, miniProgram(http, appId, appSecret));
  }

  StableAccessToken(Vertx vertx, Source source) {
    this.vertx = vertx;
    this.source = source;
  }

  /**
   * @param limit longest wait
   * @return fails with {@link WeChatUnavailable} and nothing else
   */
  Future<String> present(Duration limit) {
    synchronized (this) {
      if (token != null && System.nanoTime() - staleAt < 0) {
        return Future.succeededFuture(token);
      }
      return waiting(request(null, limit), limit);
    }
  }

  /**
   * A token other than the one that WeChat refused; somebody else may have got it by now, here or
   * in another replica. Only if WeChat still calls the refused one good is a new one forced.
   */
  Future<String> insteadOf(String refused, Duration limit) {
    synchronized (this) {
      if (token != null && !token.equals(refused)) {
        return Future.succeededFuture(token);
      }
      token = null;
      return waiting(request(refused, limit), limit);
    }
  }

  private Future<String> request(String refused, Duration limit) {
    if (underWay == null) {
      underWay =
          ask(false, limit)
              .compose(
                  got -> got.value.equals(refused) ? forced(limit) : Future.succeededFuture(got))
              .map(this::keep);
      underWay.onComplete(
          ignored -> {
            synchronized (this) {
              underWay = null;
            }
          });
    }
    return underWay;
  }

  private Future<Token> forced(Duration limit) {
    synchronized (this) {
      long now = System.nanoTime();
      if (forcedBefore && now - forcedAt < BETWEEN_FORCED.toNanos()) {
        return Future.failedFuture(
            new WeChatUnavailable(
                WeChatUnavailable.Reason.UNEXPECTED, "a forced access token was refused"));
      }
      forcedBefore = true;
      forcedAt = now;
    }
    return ask(true, limit);
  }

  private synchronized String keep(Token got) {
    token = got.value;
    Duration margin = MARGIN.compareTo(got.life.dividedBy(2)) < 0 ? MARGIN : got.life.dividedBy(2);
    staleAt = System.nanoTime() + got.life.minus(margin).toNanos();
    return token;
  }

  /** The request runs on the context of whoever was first; each who waits goes on on their own. */
  private Future<String> waiting(Future<String> request, Duration limit) {
    Context context = vertx.getOrCreateContext();
    Promise<String> answer = Promise.promise();
    long timer =
        vertx.setTimer(
            Math.max(1, limit.toMillis()),
            ignored ->
                answer.tryFail(
                    new WeChatUnavailable(
                        WeChatUnavailable.Reason.TIMED_OUT, "waiting for an access token")));
    request.onComplete(
        result ->
            context.runOnContext(
                ignored -> {
                  vertx.cancelTimer(timer);
                  if (result.succeeded()) {
                    answer.tryComplete(result.result());
                  } else {
                    answer.tryFail(result.cause());
                  }
                }));
    return answer.future();
  }

  private Future<Token> ask(boolean force, Duration limit) {
    return source.ask(force, limit).map(this::read);
  }

  private static Source miniProgram(WeChatHttp http, String appId, String appSecret) {
    return new Source() {
      @Override
      public Future<byte[]> ask(boolean force, Duration limit) {
        Buffer body =
            new JsonObject()
                .put("grant_type", "client_credential")
                .put("appid", appId)
                .put("secret", appSecret)
                .put("force_refresh", force)
                .toBuffer();
        return http.ask(HttpMethod.POST, URI, body, limit);
      }

      @Override
      public boolean isRefusal(long errcode) {
        return REFUSALS.contains(errcode);
      }
    };
  }

  private Token read(byte[] body) {
    WeChatAnswer answer = WeChatAnswer.of(body);
    if (answer.errcode() != 0) {
      throw answer.failure(reason(answer.errcode()));
    }
    String value = answer.json().path("access_token").asText("");
    long seconds = answer.json().path("expires_in").asLong();
    if (!FORM.matcher(value).matches() || seconds < 1) {
      throw WeChatAnswer.unreadable("access_token or expires_in is missing");
    }
    return new Token(value, Duration.ofSeconds(Math.min(seconds, 86_400)));
  }

  private WeChatUnavailable.Reason reason(long errcode) {
    if (errcode == -1) {
      return WeChatUnavailable.Reason.BUSY;
    }
    if (errcode == 45009 || errcode == 45011 || errcode == 45033) { // quotas, too many at once
      return WeChatUnavailable.Reason.RATE_LIMITED;
    }
    return source.isRefusal(errcode)
        ? WeChatUnavailable.Reason.MISCONFIGURED
        : WeChatUnavailable.Reason.UNEXPECTED;
  }

  /** Where tokens come from. */
  interface Source {

    /**
     * @param force whether it must be another one than the last, where there is a choice
     * @return the answer's body; fails with {@link WeChatUnavailable} and nothing else
     */
    Future<byte[]> ask(boolean force, Duration limit);

    /** Whether an operator has to act upon this error number. */
    boolean isRefusal(long errcode);
  }

  private record Token(String value, Duration life) {
    @Override
    public String toString() {
      return "Token[hidden]";
    }
  }
}
