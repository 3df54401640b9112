package io.siyu.wechat;

import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.redis.RateLimiter;
import io.smallrye.config.Secret;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Where WeCom (企业微信) tells what happens in chat groups; there only where it is configured. Source:
 * WeCom server API, documents "回调配置" and "加解密方案说明".
 *
 * <p>What comes is stored and answered at once, and seen to later: WeCom waits five seconds, sends
 * three times and then never again. It is told nothing about what became of it.
 */
@ApplicationScoped
class WeComCallback {

  static final String PATH = "/wecom/callback";

  private static final Logger LOG = Logger.getLogger(WeComCallback.class);

  /** Before whatever else may read bodies. */
  private static final int ORDER = -60;

  /** The largest that WeCom sends has the ids of some hundred people. */
  private static final long LARGEST_BODY = 64L * 1024;

  private static final int LARGEST_PARAMETER = 4_096;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final WeComConfig config;
  private final WeComReceiver receiver;
  private final WeComMeters meters;
  private final RateLimiter limiter;
  private final CrashPoints crashPoints;
  private final Clock clock;
  private WeComCipher cipher;

  WeComCallback(
      WeComConfig config,
      WeComReceiver receiver,
      WeComMeters meters,
      RateLimiter limiter,
      CrashPoints crashPoints,
      Clock clock) {
    this.config = config;
    this.receiver = receiver;
    this.meters = meters;
    this.limiter = limiter;
    this.crashPoints = crashPoints;
    this.clock = clock;
  }

  /** The configuration has been through {@link WeComConfigCheck}: all four or none. */
  void register(@Observes Router router) {
    if (config.corpId().isEmpty()) {
      return;
    }
    cipher =
        new WeComCipher(
            config.token().map(Secret::get).orElseThrow(),
            config.encodingAesKey().map(Secret::get).orElseThrow());
    router.get(PATH).order(ORDER).handler(this::verify);
    router
        .post(PATH)
        .order(ORDER - 1)
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    router
        .post(PATH)
        .order(ORDER)
        .handler(this::receive)
        .failureHandler(
            context -> {
              if (context.statusCode() == 413) {
                refuse(context, new WeComRefused(WeComRefused.Reason.TOO_LARGE));
              } else {
                context.next();
              }
            });
  }

  /** When the address is entered in WeCom's console, WeCom asks whether the key is known here. */
  private void verify(RoutingContext context) {
    try {
      // A plus that was not encoded arrives as a space, of which base64 has none.
      String echo = parameter(context, "echostr").replace(' ', '+');
      end(context, open(context, echo, true).text());
    } catch (WeComRefused refused) {
      refuse(context, refused);
    }
  }

  private void receive(RoutingContext context) {
    try {
      WeComDocument envelope = WeComDocument.of(body(context));
      String encrypted =
          envelope.text(envelope.isJson() ? "encrypt" : "Encrypt").orElseThrow(this::malformed);
      String text = open(context, encrypted, envelope.isJson()).text();
      take(context, envelope.isJson(), reading(text, signedAt(context)));
    } catch (WeComRefused refused) {
      refuse(context, refused);
    }
  }

  /** It is WeCom's, so what can't be read is no reason to have it sent again. */
  private static WeComReading reading(String text, Instant signedAt) {
    try {
      return WeComReading.of(WeComDocument.of(text), signedAt);
    } catch (WeComRefused unreadable) {
      return new WeComReading(List.of(), WeComReading.Ignored.INCOMPLETE);
    }
  }

  private void take(RoutingContext context, boolean json, WeComReading reading) {
    // A robot's answer is what it says in the group; an empty one is nothing.
    String done = json ? "" : "success";
    if (reading.ignored() != null) {
      meters.ignored(reading.ignored());
      end(context, done);
      return;
    }
    Context here = Vertx.currentContext();
    receiver
        .take(reading.notices())
        .invoke(fresh -> crashPoints.reach("wecom.stored"))
        .subscribe()
        .with(
            fresh -> {
              meters.received(reading.notices().size(), fresh);
              here.runOnContext(ignored -> end(context, done));
            },
            failure -> {
              LOG.warnf("A callback of WeCom's could not be stored: %s", failure.toString());
              here.runOnContext(
                  ignored -> refuse(context, new WeComRefused(WeComRefused.Reason.UNAVAILABLE)));
            });
  }

  /** The signature first: who can't sign learns nothing more. */
  private WeComCipher.Opened open(RoutingContext context, String encrypted, boolean robot) {
    String timestamp = parameter(context, "timestamp");
    Instant signedAt = signedAt(context);
    if (!cipher.isSigned(
        parameter(context, "msg_signature"), timestamp, parameter(context, "nonce"), encrypted)) {
      throw new WeComRefused(WeComRefused.Reason.SIGNATURE);
    }
    if (Duration.between(signedAt, clock.instant()).abs().compareTo(config.tolerance()) > 0) {
      throw new WeComRefused(WeComRefused.Reason.STALE);
    }
    WeComCipher.Opened opened = cipher.open(encrypted);
    // Robots of the company's own name no receiver; they only have this token and key.
    if (!opened.receiver().equals(config.corpId().orElseThrow())
        && !(robot && opened.receiver().isEmpty())) {
      throw new WeComRefused(WeComRefused.Reason.RECEIVER);
    }
    return opened;
  }

  private Instant signedAt(RoutingContext context) {
    String timestamp = parameter(context, "timestamp");
    if (!SECONDS.matcher(timestamp).matches()) {
      throw malformed();
    }
    return Instant.ofEpochSecond(Long.parseLong(timestamp));
  }

  private String parameter(RoutingContext context, String name) {
    String value = context.request().getParam(name);
    if (value == null || value.isEmpty() || value.length() > LARGEST_PARAMETER) {
      throw malformed();
    }
    return value;
  }

  private String body(RoutingContext context) {
    Buffer body = context.body().buffer();
    if (body == null) {
      throw malformed();
    }
    return body.toString();
  }

  private WeComRefused malformed() {
    return new WeComRefused(WeComRefused.Reason.MALFORMED);
  }

  private static void end(RoutingContext context, String text) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8").end(text);
  }

  /**
   * Counts per address, to quieten whoever keeps on. A good signature is never held up by it:
   * behind a proxy that hides addresses, a stranger could else keep WeCom out.
   */
  private void refuse(RoutingContext context, WeComRefused refused) {
    meters.refused(refused.reason());
    if (refused.reason() == WeComRefused.Reason.UNAVAILABLE) {
      context.response().setStatusCode(refused.reason().status()).end();
      return;
    }
    Context here = Vertx.currentContext();
    SocketAddress remote = context.request().remoteAddress();
    String address = remote == null ? null : remote.hostAddress();
    limiter
        .use("wecom-refused:" + address, config.refusalLimit(), WINDOW)
        .onFailure()
        .recoverWithItem(Duration.ZERO)
        .subscribe()
        .with(wait -> here.runOnContext(ignored -> endRefused(context, refused, wait)));
  }

  private static void endRefused(RoutingContext context, WeComRefused refused, Duration wait) {
    if (wait.isZero()) {
      LOG.warnf("A callback was refused: %s", refused.reason());
      context.response().setStatusCode(refused.reason().status()).end();
    } else {
      context
          .response()
          .putHeader("Retry-After", String.valueOf(Math.max(1, wait.toSeconds())))
          .setStatusCode(429)
          .end();
    }
  }
}
