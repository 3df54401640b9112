package io.siyu.wechat;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@link WeChatConfig} may hold; a wrong value would fail only at the first login. Source of
 * what is needed: WeChat Mini Program server API, document "小程序登录" (auth.code2Session).
 */
public final class WeChatConfigCheck implements SettingsCheck {

  private static final String MODE = "siyu.wechat.mode";
  private static final String APP_ID = "siyu.wechat.app-id";
  private static final String APP_SECRET = "siyu.wechat.app-secret";
  private static final String BASE_URL = "siyu.wechat.base-url";
  private static final String READ_TIMEOUT = "siyu.wechat.read-timeout";
  private static final String TOTAL_TIMEOUT = "siyu.wechat.total-timeout";

  private static final Pattern APP_ID_FORM = Pattern.compile("wx[0-9a-f]{16}");

  /** WeChat's have 32 characters; what is far from that is a placeholder. */
  private static final Pattern APP_SECRET_FORM = Pattern.compile("[!-~]{16,128}");

  private static final int MOST_ATTEMPTS = 5;
  private static final Set<String> THIS_HOST = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  public void check(Settings settings) {
    Optional<WeChatConfig.Mode> mode = settings.choice(MODE, WeChatConfig.Mode.class);
    Optional<String> appId = settings.text(APP_ID);
    Optional<String> appSecret = settings.text(APP_SECRET);
    if (mode.filter(WeChatConfig.Mode.SANDBOX::equals).isEmpty()) {
      credentials(settings, appId, appSecret);
    } else if (settings.isProduction()) {
      settings.problem(
          MODE, "is the sandbox, in which anybody can log in as anybody; production needs real");
    }
    settings
        .value(BASE_URL, URI.class, "", "no address; write one like https://api.weixin.qq.com")
        .filter(url -> !isSafe(url))
        .ifPresent(url -> settings.problem(BASE_URL, "is no https address without user and query"));
    settings.duration("siyu.wechat.connect-timeout", "1ms", "1m");
    Optional<Duration> read = settings.duration(READ_TIMEOUT, "1ms", "1m");
    Optional<Duration> total = settings.duration(TOTAL_TIMEOUT, "1ms", "1m");
    if (read.isPresent() && total.isPresent() && read.get().compareTo(total.get()) > 0) {
      settings.problem(
          TOTAL_TIMEOUT, "is shorter than " + Settings.named(READ_TIMEOUT) + "; raise it");
    }
    settings.number("siyu.wechat.attempts", 1, MOST_ATTEMPTS);
    settings.duration("siyu.wechat.backoff", "1ms", "1m");
  }

  private static void credentials(
      Settings settings, Optional<String> appId, Optional<String> appSecret) {
    if (appId.isEmpty()) {
      settings.problem(APP_ID, "is missing; set it to the app id of the mini-program");
    } else if (!APP_ID_FORM.matcher(appId.get()).matches()) {
      settings.problem(APP_ID, "is no app id; one is wx and 16 digits or letters from a to f");
    }
    if (appSecret.isEmpty()) {
      settings.problem(APP_SECRET, "is missing; set it to the app secret of the mini-program");
    } else if (!APP_SECRET_FORM.matcher(appSecret.get()).matches()) {
      settings.problem(
          APP_SECRET, "is no app secret; copy it from WeChat's console, without spaces");
    }
  }

  /** The secret travels in the address, so plain http is only for a test server on this host. */
  static boolean isSafe(URI url) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    boolean local =
        "http".equalsIgnoreCase(url.getScheme())
            && url.getHost() != null
            && THIS_HOST.contains(url.getHost());
    return url.getHost() != null
        && (tls || local)
        && url.getRawQuery() == null
        && url.getRawUserInfo() == null;
  }
}
