package io.siyu.start;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.siyu.audience.AudienceSettings;
import io.siyu.campaign.flashsale.FlashSaleSettings;
import io.siyu.chain.ChainProgressSettings;
import io.siyu.chain.ChainUnpaidSettings;
import io.siyu.coupon.CouponSettings;
import io.siyu.demo.DemoSettings;
import io.siyu.member.MemberSettings;
import io.siyu.member.TierSettings;
import io.siyu.member.referral.ReferralSettings;
import io.siyu.order.OrderSettings;
import io.siyu.outreach.CouponReminderSettings;
import io.siyu.outreach.PointsNoticeSettings;
import io.siyu.outreach.TierNoticeSettings;
import io.siyu.payment.PaymentSettings;
import io.siyu.payment.wechat.WeChatPaySettings;
import io.siyu.platform.database.DatabaseSettings;
import io.siyu.platform.graphql.GraphQLSettings;
import io.siyu.platform.job.JobSettings;
import io.siyu.platform.migration.MigrationSettings;
import io.siyu.platform.outbox.OutboxSettings;
import io.siyu.platform.redis.RedisSettings;
import io.siyu.platform.security.SecuritySettings;
import io.siyu.platform.settings.SecretFiles;
import io.siyu.platform.settings.ServerSettings;
import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import io.siyu.platform.time.TimeSettings;
import io.siyu.points.PointsSettings;
import io.siyu.points.entitlement.EntitlementSettings;
import io.siyu.wechat.WeChatConfigCheck;
import io.siyu.wechat.WeComConfigCheck;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * The checks of all packages. They are listed here rather than looked for, because they run before
 * there are beans; a test holds that no setting is left out.
 */
@ApplicationScoped
public class SettingsAtStart {

  /** In the order of their lines. */
  static final List<SettingsCheck> CHECKS =
      List.of(
          new SecretFiles(),
          new ServerSettings(),
          new MigrationSettings(),
          new DatabaseSettings(),
          new RedisSettings(),
          new SecuritySettings(),
          new TimeSettings(),
          new GraphQLSettings(),
          new JobSettings(),
          new OutboxSettings(),
          new WeChatConfigCheck(),
          new WeComConfigCheck(),
          new PaymentSettings(),
          new WeChatPaySettings(),
          new AudienceSettings(),
          new MemberSettings(),
          new ReferralSettings(),
          new TierSettings(),
          new PointsSettings(),
          new EntitlementSettings(),
          new CouponSettings(),
          new OrderSettings(),
          new FlashSaleSettings(),
          new ChainProgressSettings(),
          new ChainUnpaidSettings(),
          new CouponReminderSettings(),
          new PointsNoticeSettings(),
          new TierNoticeSettings(),
          new DemoSettings());

  private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 4;

  /** What each setting may be, in words, for the documentation; empty where anything may be. */
  public static Map<String, String> values() {
    SmallRyeConfig nothing = new SmallRyeConfigBuilder().addDiscoveredConverters().build();
    return Settings.ranges(nothing, CHECKS);
  }

  static List<String> problems(SmallRyeConfig config) {
    return Settings.problems(config, CHECKS);
  }

  /** A packaged application has been checked by {@link Siyu}, before it began to start. */
  void inDevelopment(@Observes @Priority(FIRST) StartupEvent start, Config config) {
    if (LaunchMode.current() != LaunchMode.NORMAL) {
      List<String> problems = problems(config.unwrap(SmallRyeConfig.class));
      if (!problems.isEmpty()) {
        throw new ConfigurationException(String.join(System.lineSeparator(), problems));
      }
    }
  }
}
