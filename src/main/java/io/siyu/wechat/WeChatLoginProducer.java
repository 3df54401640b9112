package io.siyu.wechat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/**
 * Chooses, when the application starts, who answers logins; a packaged application is switched by
 * configuration alone. What the real one needs: WeChat Mini Program server API, document "小程序登录"
 * (auth.code2Session).
 */
@ApplicationScoped
public class WeChatLoginProducer {

  private static final Logger LOG = Logger.getLogger(WeChatLoginProducer.class);

  /** The scheduler starts at PLATFORM_BEFORE. */
  private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 1;

  @Produces
  @Singleton
  WeChatLogin weChatLogin(Vertx vertx, WeChatConfig config) {
    return choose(vertx, config, ConfigUtils.isProfileActive("prod"));
  }

  static WeChatLogin choose(Vertx vertx, WeChatConfig config, boolean production) {
    return switch (config.mode()) {
      case REAL -> new WeChatApiLogin(vertx, config);
      case SANDBOX -> {
        if (production) {
          // Anybody could log in as anybody.
          throw new ConfigurationException(
              "siyu.wechat.mode=sandbox is refused by the prod profile; set siyu.wechat.mode=real");
        }
        LOG.warn("WeChat logins are answered by the sandbox: anybody can log in as anybody");
        yield new SandboxWeChatLogin();
      }
    };
  }

  /** Wrong settings stop the start instead of the first login, and do so before any job runs. */
  void chooseAtStart(@Observes @Priority(FIRST) StartupEvent start, WeChatLogin login) {
    LOG.debugf("WeChat logins are answered by %s", login.getClass().getSimpleName());
  }

  void close(@Disposes WeChatLogin login) {
    if (login instanceof WeChatApiLogin real) {
      real.close();
    }
  }
}
