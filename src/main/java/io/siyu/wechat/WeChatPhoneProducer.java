package io.siyu.wechat;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses who answers phone numbers, as {@link WeChatLoginProducer} does for logins. */
@ApplicationScoped
public class WeChatPhoneProducer {

  @Produces
  @Singleton
  WeChatPhone weChatPhone(Vertx vertx, WeChatConfig config) {
    return choose(vertx, config, ConfigUtils.isProfileActive("prod"));
  }

  static WeChatPhone choose(Vertx vertx, WeChatConfig config, boolean production) {
    return switch (config.mode()) {
      case REAL -> new WeChatApiPhone(vertx, config);
      case SANDBOX -> {
        if (production) {
          // Anybody could take anybody's number.
          throw new ConfigurationException(
              "siyu.wechat.mode=sandbox is refused by the prod profile; set siyu.wechat.mode=real");
        }
        yield new SandboxWeChatPhone();
      }
    };
  }

  void close(@Disposes WeChatPhone phone) {
    if (phone instanceof WeChatApiPhone real) {
      real.close();
    }
  }
}
