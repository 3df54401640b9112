package io.siyu.payment.wechat;

import io.siyu.payment.PaymentConfig;
import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import io.siyu.wechat.WeChatConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What {@link WeChatPayConfig} may hold; a wrong value would fail only at the first payment. All of
 * the account is needed where WeChat is the gateway, and none of it otherwise.
 */
public final class WeChatPaySettings implements SettingsCheck {

  private static final String GATEWAY = "siyu.payment.gateway";
  private static final String APP_ID = "siyu.wechat.app-id";
  private static final String WECHAT_MODE = "siyu.wechat.mode";
  private static final String BASE_URL = "siyu.wechat-pay.base-url";
  private static final String READ_TIMEOUT = "siyu.wechat-pay.read-timeout";
  private static final String TOTAL_TIMEOUT = "siyu.wechat-pay.total-timeout";

  private static final int API_V3_KEY_BYTES = 32;

  /** WeChat cuts off nothing, but refuses more. */
  private static final int LONGEST_NOTIFY_URL = 255;

  private static final Predicate<String> NUMBER = matching("[0-9]{6,32}");
  private static final Predicate<String> SERIAL = matching("[0-9A-Fa-f]{8,64}");
  private static final Predicate<String> PATH = matching("(/[0-9A-Za-z._~-]+)+");
  private static final Set<String> THIS_HOST = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  public void check(Settings settings) {
    boolean needed = isGateway(settings);
    account(settings, needed);
    keys(settings, needed);
    addresses(settings, needed);
    settings.duration("siyu.wechat-pay.connect-timeout", "1ms", "1m");
    Optional<Duration> read = settings.duration(READ_TIMEOUT, "1ms", "1m");
    Optional<Duration> total = settings.duration(TOTAL_TIMEOUT, "1ms", "1m");
    if (read.isPresent() && total.isPresent() && read.get().compareTo(total.get()) > 0) {
      settings.problem(
          TOTAL_TIMEOUT, "is shorter than " + Settings.named(READ_TIMEOUT) + "; raise it");
    }
    settings.number("siyu.wechat-pay.attempts", 1, 5);
    settings.duration("siyu.wechat-pay.backoff", "1ms", "1m");
    settings.duration("siyu.wechat-pay.certificate-refresh", "1m", "12h");
  }

  /** A wrong value of the gateway's setting is told by its own check. */
  private static boolean isGateway(Settings settings) {
    return settings
        .text(GATEWAY)
        .filter(PaymentConfig.Gateway.WECHAT.name()::equalsIgnoreCase)
        .isPresent();
  }

  private static void account(Settings settings, boolean needed) {
    one(settings, "siyu.wechat-pay.mch-id", needed, "the merchant's number (商户号)")
        .filter(NUMBER.negate())
        .ifPresent(
            no(settings, "siyu.wechat-pay.mch-id", "no merchant's number; one is 8 to 10 digits"));
    one(settings, "siyu.wechat-pay.merchant-serial", needed, "the API certificate's serial number")
        .filter(SERIAL.negate())
        .ifPresent(
            no(
                settings,
                "siyu.wechat-pay.merchant-serial",
                "no serial number; copy the 40 hexadecimal digits from the console"));
    boolean madeUp =
        settings
            .text(WECHAT_MODE)
            .filter(WeChatConfig.Mode.SANDBOX.name()::equalsIgnoreCase)
            .isPresent();
    // Real logins need it as well, and have told so.
    if (needed && madeUp) {
      settings.required(APP_ID, "WeChat Pay needs the app id of the mini-program");
    }
  }

  private static void keys(Settings settings, boolean needed) {
    one(settings, "siyu.wechat-pay.merchant-key", needed, "the content of apiclient_key.pem")
        .filter(text -> isUnreadable(text, RsaKeys::privateKey))
        .ifPresent(
            no(
                settings,
                "siyu.wechat-pay.merchant-key",
                "no RSA key in PEM form (PKCS #8); give the content of apiclient_key.pem"));
    one(settings, "siyu.wechat-pay.api-v3-key", needed, "the APIv3 key of the console")
        .filter(text -> text.getBytes(StandardCharsets.UTF_8).length != API_V3_KEY_BYTES)
        .ifPresent(
            no(
                settings,
                "siyu.wechat-pay.api-v3-key",
                "no APIv3 key; one has 32 characters and is chosen in the console"));
    one(settings, "siyu.wechat-pay.public-keys", false, "")
        .filter(text -> isUnreadable(text, RsaKeys::publicKeys))
        .ifPresent(
            no(
                settings,
                "siyu.wechat-pay.public-keys",
                "no list of keys; write for each its id PUB_KEY_ID_… and the content of"
                    + " pub_key.pem below it"));
  }

  private static void addresses(Settings settings, boolean needed) {
    String notify = "siyu.wechat-pay.notify-base-url";
    Optional<String> base = one(settings, notify, needed, "https:// and the host of this service");
    base.filter(text -> !isSafe(text, settings.isProduction()))
        .ifPresent(no(settings, notify, "no https address without user and query"));
    String path = "siyu.wechat-pay.notify-path";
    Optional<String> given = one(settings, path, false, "");
    given
        .filter(PATH.negate())
        .ifPresent(no(settings, path, "no path; write one like /wechat-pay/notices"));
    if (base.map(String::length).orElse(0) + given.map(String::length).orElse(0)
        > LONGEST_NOTIFY_URL) {
      settings.problem(notify, "is too long; WeChat takes 255 characters together with the path");
    }
    one(settings, BASE_URL, false, "")
        .filter(text -> !isSafe(text, false))
        .ifPresent(no(settings, BASE_URL, "no https address without user and query"));
  }

  private static Optional<String> one(
      Settings settings, String name, boolean needed, String whatItIs) {
    return needed
        ? settings.required(name, "set it to " + whatItIs + ", or leave out " + GATEWAY)
        : settings.text(name);
  }

  private static Consumer<String> no(Settings settings, String name, String what) {
    return secret -> settings.problem(name, "is " + what);
  }

  private static boolean isUnreadable(String text, Consumer<String> reading) {
    try {
      reading.accept(text);
      return false;
    } catch (IllegalArgumentException wrong) {
      return true;
    }
  }

  /** What WeChat sends is signed and encrypted, but says who paid when. */
  private static boolean isSafe(String text, boolean tlsOnly) {
    try {
      URI url = URI.create(text);
      boolean tls = "https".equalsIgnoreCase(url.getScheme());
      boolean local =
          "http".equalsIgnoreCase(url.getScheme())
              && url.getHost() != null
              && THIS_HOST.contains(url.getHost());
      return url.getHost() != null
          && (tls || local && !tlsOnly)
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getRawUserInfo() == null;
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  private static Predicate<String> matching(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }
}
