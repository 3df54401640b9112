package io.siyu.wechat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;

/**
 * Sends one {@code jscode2session} request. Source: WeChat Mini Program server API, document
 * "小程序登录" (auth.code2Session).
 */
final class Code2SessionClient {

  private final WeChatHttp http;
  private final String uriUpToCode;

  Code2SessionClient(WeChatHttp http, String appId, String appSecret) {
    this.http = http;
    uriUpToCode =
        "/sns/jscode2session?appid="
            + WeChatHttp.encoded(appId)
            + "&secret="
            + WeChatHttp.encoded(appSecret)
            + "&grant_type=authorization_code&js_code=";
  }

  /**
   * One request, to be called on a Vert.x context, where the answer arrives too.
   *
   * @param limit most time for it, if that is less than the configured timeouts
   * @return fails with {@link WeChatLoginRejected} or {@link WeChatUnavailable} and nothing else
   */
  Future<WeChatIdentity> ask(String code, Duration limit) {
    return http.ask(HttpMethod.GET, uriUpToCode + WeChatHttp.encoded(code), null, limit)
        .map(Code2SessionAnswer::identity);
  }

  void close() {
    http.close();
  }
}
