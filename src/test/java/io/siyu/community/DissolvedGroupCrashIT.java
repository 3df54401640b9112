package io.siyu.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.siyu.platform.database.Ids;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.wechat.WeComSender;
import io.siyu.wechat.WeComServer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The instance that empties a dissolved group is killed after its first batch. */
class DissolvedGroupCrashIT {

  private static final int MANY = 2 * GroupDissolution.BATCH + 7;

  @Test
  void another_one_goes_on_and_everybody_has_left_once() {
    try (WeComServer weCom = new WeComServer();
        Cluster cluster = Cluster.of("dissolved-killed", 1, WeComSender.settings(weCom.url()))) {
      UUID community = groupOfMany(cluster, "wrDissolved");
      SiyuInstance first = cluster.instance(0);
      first.arm("community.batchDissolved", 0);
      String event = WeComSender.dissolved("wrDissolved", Instant.now());

      // It may be killed before it has answered.
      catchThrowable(() -> WeComSender.to(first.uri()).xml(event));
      first.awaitCrash();

      assertThat(in(cluster, community)).isEqualTo(MANY - GroupDissolution.BATCH);
      assertThat(counted(cluster, community)).isEqualTo(MANY - GroupDissolution.BATCH);
      SiyuInstance second = cluster.startAnother();
      assertThat(WeComSender.to(second.uri()).xml(event).body()).isEqualTo("success");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  cluster.number("SELECT count(*) FROM wecom_notice WHERE outcome = 'DONE'") == 1);

      assertThat(in(cluster, community)).isZero();
      assertThat(counted(cluster, community)).isZero();
      assertThat(
              cluster.number(
                  "SELECT count(*) FROM community_membership_change WHERE kind = 'LEFT'"))
          .isEqualTo(MANY);
      assertThat(cluster.number("SELECT count(*) FROM wecom_notice")).isEqualTo(1);
    }
  }

  private static UUID groupOfMany(Cluster cluster, String chat) {
    UUID community = Ids.next();
    cluster.execute(
        "INSERT INTO community (id, kind, name, member_count) VALUES (?, 'REFINED', '鲜果群', ?)",
        community,
        MANY);
    cluster.execute(
        """
        INSERT INTO chat_group (chat_id, community_id, first_seen_at, linked_at)
        VALUES (?, ?, now(), now())""",
        chat,
        community);
    cluster.execute(
        """
        INSERT INTO member (id, openid)
        SELECT gen_random_uuid(), 'dissolved-' || i FROM generate_series(1, ?) AS i""",
        MANY);
    cluster.execute(
        """
        INSERT INTO community_membership
          (id, community_id, member_id, joined_at, join_source, changed_at)
        SELECT gen_random_uuid(), ?, id, now() - interval '1 day', 'OPERATOR_IMPORT',
               now() - interval '1 day'
        FROM member WHERE openid LIKE 'dissolved-%'""",
        community);
    return community;
  }

  private static long in(Cluster cluster, UUID community) {
    return cluster.number(
        "SELECT count(*) FROM community_membership WHERE community_id = ? AND left_at IS NULL",
        community);
  }

  private static long counted(Cluster cluster, UUID community) {
    return cluster.number("SELECT member_count FROM community WHERE id = ?", community);
  }
}
