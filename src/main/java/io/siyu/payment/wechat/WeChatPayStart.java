package io.siyu.payment.wechat;

import io.quarkus.runtime.StartupEvent;
import io.siyu.payment.PaymentConfig;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/**
 * Fetches the platform certificates when the application starts, and anew from time to time. A
 * start does not wait for WeChat: without certificates they are fetched again when one is needed.
 */
@ApplicationScoped
class WeChatPayStart {

  /** The scheduler starts at PLATFORM_BEFORE. */
  private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 1;

  private final Vertx vertx;
  private final WeChatPay weChatPay;
  private final WeChatPayConfig config;
  private final PaymentConfig payments;

  WeChatPayStart(Vertx vertx, WeChatPay weChatPay, WeChatPayConfig config, PaymentConfig payments) {
    this.vertx = vertx;
    this.weChatPay = weChatPay;
    this.config = config;
    this.payments = payments;
  }

  void begin(@Observes @Priority(FIRST) StartupEvent start) {
    boolean chosen = payments.gateway().filter(PaymentConfig.Gateway.WECHAT::equals).isPresent();
    if (chosen && weChatPay.usesCertificates()) {
      vertx.runOnContext(ignored -> weChatPay.keys().refresh());
      vertx.setPeriodic(
          config.certificateRefresh().toMillis(), ignored -> weChatPay.keys().refresh());
    }
  }
}
