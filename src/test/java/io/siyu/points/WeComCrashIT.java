package io.siyu.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.wechat.WeComSender;
import io.siyu.wechat.WeComServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The instance that was told of a message is killed before, while or after it sees to it. */
class WeComCrashIT {

  private WeComServer weCom;
  private Cluster cluster;

  @BeforeEach
  void start() {
    weCom = new WeComServer();
    weCom.knows("wmCustomer81", "demo-unionid-81");
    cluster = Cluster.of("wecom-crash", 1, WeComSender.settings(weCom.url()));
  }

  @AfterEach
  void stop() {
    cluster.close();
    weCom.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wecom.stored", "outbox.beforeHandler", "outbox.afterHandler"})
  void the_message_earns_once_whether_or_not_weCom_tells_it_again(String crashPoint) {
    SiyuInstance first = cluster.instance(0);
    first.client().asMember("demo:81:u81");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                cluster.number("SELECT count(*) FROM outbox_message WHERE state = 'PENDING'") == 0);
    first.arm(crashPoint, 0);
    String message = WeComSender.message("81001", "wmCustomer81", Instant.now());

    // It may be killed before it has answered.
    catchThrowable(() -> WeComSender.to(first.uri()).xml(message));
    first.awaitCrash();
    SiyuInstance second = cluster.startAnother();
    awaitBalance();
    assertThat(WeComSender.to(second.uri()).xml(message).body()).isEqualTo("success");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                cluster.number("SELECT count(*) FROM outbox_message WHERE state = 'PENDING'") == 0);

    assertThat(balance()).isEqualTo(10);
    assertThat(cluster.number("SELECT count(*) FROM wecom_notice")).isEqualTo(1);
    assertThat(cluster.number("SELECT count(*) FROM outbox_message WHERE handler = 'wecom.notice'"))
        .isEqualTo(1);
  }

  private void awaitBalance() {
    await().atMost(Duration.ofSeconds(60)).until(() -> balance() == 10);
  }

  private long balance() {
    return cluster.number("SELECT coalesce(sum(balance), 0) FROM points_account");
  }
}
