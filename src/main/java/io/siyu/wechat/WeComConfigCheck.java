package io.siyu.wechat;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@link WeComConfig} may hold: all four credentials or none of them. Source of their forms:
 * WeCom server API, documents "基本概念介绍" and "回调配置".
 */
public final class WeComConfigCheck implements SettingsCheck {

  private static final String BASE_URL = "siyu.wecom.base-url";
  private static final String READ_TIMEOUT = "siyu.wecom.read-timeout";
  private static final String TOTAL_TIMEOUT = "siyu.wecom.total-timeout";

  private static final List<Credential> CREDENTIALS =
      List.of(
          new Credential(
              "siyu.wecom.corp-id",
              "w[wx][0-9a-z]{16}",
              "is no corp id; one is ww or wx and 16 digits or small letters"),
          new Credential(
              "siyu.wecom.secret",
              "[!-~]{16,128}",
              "is no secret; copy it from WeCom's console, without spaces"),
          new Credential(
              "siyu.wecom.token",
              "[A-Za-z0-9]{3,32}",
              "is no token; one is at most 32 letters or digits"),
          new Credential(
              "siyu.wecom.encoding-aes-key",
              "[A-Za-z0-9]{43}",
              "is no EncodingAESKey; one is 43 letters or digits"));

  @Override
  public void check(Settings settings) {
    List<Optional<String>> values =
        CREDENTIALS.stream().map(credential -> settings.text(credential.name)).toList();
    boolean wanted = values.stream().anyMatch(Optional::isPresent);
    for (int i = 0; i < values.size(); i++) {
      Credential credential = CREDENTIALS.get(i);
      Optional<String> value = values.get(i);
      if (wanted && value.isEmpty()) {
        settings.problem(
            credential.name, "is missing; WeCom needs all four of its credentials, or none");
      } else if (value.isPresent() && !credential.form.matcher(value.get()).matches()) {
        settings.problem(credential.name, credential.problem);
      }
    }
    settings
        .value(BASE_URL, URI.class, "", "no address; write one like https://qyapi.weixin.qq.com")
        .filter(url -> !WeChatConfigCheck.isSafe(url))
        .ifPresent(url -> settings.problem(BASE_URL, "is no https address without user and query"));
    settings.duration("siyu.wecom.connect-timeout", "1ms", "1m");
    Optional<Duration> read = settings.duration(READ_TIMEOUT, "1ms", "1m");
    // The outbox takes a message back after its lease, 30 s unless that is changed.
    Optional<Duration> total = settings.duration(TOTAL_TIMEOUT, "1ms", "20s");
    if (read.isPresent() && total.isPresent() && read.get().compareTo(total.get()) > 0) {
      settings.problem(
          TOTAL_TIMEOUT, "is shorter than " + Settings.named(READ_TIMEOUT) + "; raise it");
    }
    settings.duration("siyu.wecom.tolerance", "1m", "1h");
    settings.number("siyu.wecom.refusal-limit", 1, 10_000);
    settings.duration("siyu.wecom.look-again-after", "1m", "30d");
  }

  private record Credential(String name, Pattern form, String problem) {
    Credential(String name, String form, String problem) {
      this(name, Pattern.compile(form), problem);
    }
  }
}
