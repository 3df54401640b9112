package io.siyu.payment.wechat;

import io.micrometer.core.instrument.MeterRegistry;
import io.siyu.kernel.RequestFailure;
import io.siyu.payment.PaymentConfig;
import io.siyu.payment.PaymentNotices;
import io.siyu.payment.wechat.PlatformKeys.Verdict;
import io.siyu.platform.database.SqlFailures;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Where WeChat Pay tells of money, taken or given back; there only where WeChat is the gateway.
 *
 * <p>Answered with 204 once the transaction that took note has committed, whatever business had to
 * say to it: what fits nothing is on the list of mismatches then. A status of 400 and above says
 * that it was not taken note of; WeChat tells it again, for a day. A notice that is sent again,
 * with the same nonce or another, finds the state it led to and changes nothing, so that nonces
 * need not be remembered; after five minutes it is refused for its age.
 */
@ApplicationScoped
class WeChatNotices {

  private static final Logger LOG = Logger.getLogger(WeChatNotices.class);

  /** Before whatever else may read bodies. */
  private static final int ORDER = -60;

  /** A real one has 2 KiB. */
  private static final long LARGEST_BODY = 64L * 1024;

  private final WeChatPay weChatPay;
  private final WeChatPayConfig config;
  private final PaymentConfig payments;
  private final PaymentNotices notices;
  private final CrashPoints crashPoints;
  private final MeterRegistry meters;
  private final Map<Verdict, SparingLog> logs = new EnumMap<>(Verdict.class);

  WeChatNotices(
      WeChatPay weChatPay,
      WeChatPayConfig config,
      PaymentConfig payments,
      PaymentNotices notices,
      CrashPoints crashPoints,
      MeterRegistry meters) {
    this.weChatPay = weChatPay;
    this.config = config;
    this.payments = payments;
    this.notices = notices;
    this.crashPoints = crashPoints;
    this.meters = meters;
    for (Verdict verdict : Verdict.values()) {
      logs.put(verdict, new SparingLog(LOG));
    }
  }

  void register(@Observes Router router) {
    if (payments.gateway().filter(PaymentConfig.Gateway.WECHAT::equals).isEmpty()) {
      return;
    }
    String path = config.notifyPath();
    router
        .post(path)
        .order(ORDER - 1)
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    router
        .post(path)
        .order(ORDER)
        .handler(this::receive)
        .failureHandler(
            context -> {
              if (context.statusCode() == 413) {
                refuse(context, 413, "too_large", "The notice is too large.");
              } else {
                broke(context, context.failure());
              }
            });
  }

  private void receive(RoutingContext context) {
    Buffer body = context.body().buffer();
    SignedMessage message =
        SignedMessage.of(context.request().headers(), body == null ? new byte[0] : body.getBytes());
    Context here = Vertx.currentContext();
    weChatPay
        .keys()
        .verify(message)
        .otherwise(Verdict.UNKNOWN_KEY)
        .onSuccess(
            verdict ->
                here.runOnContext(
                    ignored -> {
                      // The router is no longer there to catch it: WeChat would hear nothing.
                      try {
                        admit(context, message, verdict);
                      } catch (RuntimeException | Error unforeseen) {
                        broke(context, unforeseen);
                      }
                    }));
  }

  private void admit(RoutingContext context, SignedMessage message, Verdict verdict) {
    if (verdict != Verdict.GENUINE) {
      logs.get(verdict)
          .warn(
              "A notice at %s was refused: %s. WeChat sends some wrong ones on purpose; others are"
                  + " not from WeChat, or the clock or the keys of this instance are wrong.",
              config.notifyPath(), verdict);
      refuse(context, 401, name(verdict), "The signature is not WeChat's.");
      return;
    }
    try {
      take(context, WeChatNotice.of(message.body(), weChatPay));
    } catch (WeChatPayProblem unreadable) {
      LOG.errorf(
          "A notice of WeChat's could not be read (%s); it comes again.", unreadable.detail());
      refuse(context, 500, name(unreadable.kind()), "The notice could not be read.");
    }
  }

  private void take(RoutingContext context, WeChatNotice notice) {
    Context here = Vertx.currentContext();
    String kind = notice.trade() != null ? "payment" : notice.refund() != null ? "refund" : "other";
    note(notice)
        .invoke(() -> crashPoints.reach("notice.afterCommit"))
        .subscribe()
        .with(
            ignored -> {
              count(kind, "taken");
              here.runOnContext(done -> context.response().setStatusCode(204).end());
            },
            failure -> {
              LOG.warnf(
                  "A notice about a %s of WeChat's was not taken note of; it comes again: %s",
                  kind, withoutSecrets(failure));
              here.runOnContext(
                  done -> refuse(context, 500, "failed", "Please send the notice again."));
            });
  }

  /** Nobody foresaw it, so whatever it is, WeChat has to send the notice again. */
  private void broke(RoutingContext context, Throwable unforeseen) {
    LOG.errorf("A notice of WeChat's broke off; it comes again: %s", withoutSecrets(unforeseen));
    refuse(context, 500, "broke", "Please send the notice again.");
  }

  /** Messages of others may quote the notice, those of PostgreSQL a whole row. */
  private static String withoutSecrets(Throwable failure) {
    if (failure == null || failure instanceof RequestFailure) {
      return String.valueOf(failure);
    }
    String state = SqlFailures.sqlState(failure);
    if (state != null) {
      return "PostgreSQL's " + state;
    }
    StackTraceElement[] trace = failure.getStackTrace();
    return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private Uni<Void> note(WeChatNotice notice) {
    if (notice.trade() != null) {
      return notice.ours()
          ? notices.paid(notice.trade())
          : notices.ofAnotherAccount(notice.trade());
    }
    if (notice.refund() != null) {
      return notice.ours()
          ? notices.refunded(notice.refund())
          : notices.ofAnotherAccount(notice.refund());
    }
    LOG.info("WeChat sent a notice about something that nobody here has asked for.");
    return Uni.createFrom().voidItem();
  }

  private void refuse(RoutingContext context, int status, String reason, String message) {
    count("refused", reason);
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .end(new JsonObject().put("code", "FAIL").put("message", message).encode());
  }

  private void count(String kind, String outcome) {
    meters.counter("siyu.wechatpay.notices", "kind", kind, "outcome", outcome).increment();
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
