package io.siyu.member.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Invites on instances of the packaged application that get killed. */
class ReferralCrashIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void an_invite_whose_reward_is_killed_before_it_is_kept_counts_once_at_another_instance() {
    try (Cluster cluster =
        Cluster.of("referral-killed", 1, Map.of("siyu.referral.qualified-by", "PROFILE"))) {
      SiyuInstance killed = cluster.instance(0);
      Newcomer inviter = Newcomer.comes(killed.client(), "new:inviter", null);
      Newcomer friend = Newcomer.comes(killed.client(), "new:friend", inviter.inviteCode());
      fillInAllButCity(cluster, friend);
      await("nothing else is on its way").atMost(PATIENCE).until(() -> unsent(cluster) == 0);
      killed.arm("referral.rewarded", 0);

      friend.client().run("updateProfile", Map.of("city", "杭州"));
      killed.awaitCrash();
      assertThat(qualified(cluster)).isZero();
      cluster.startAnother();

      await("the other one goes on")
          .atMost(PATIENCE)
          .until(() -> unsent(cluster) == 0 && qualified(cluster) == 1);
      assertThat(points(cluster, inviter)).isEqualTo(100);
      assertThat(points(cluster, friend)).as("the profile's own").isEqualTo(50);
    }
  }

  private static void fillInAllButCity(Cluster cluster, Newcomer friend) {
    UUID store = Ids.next();
    cluster.execute(
        "INSERT INTO store (id, name, city, address) VALUES (?, '西湖店', '杭州', '湖滨路 1 号')", store);
    friend
        .client()
        .run("bindPhone", Map.of("code", "phone:13800000001"))
        .expectSuccess("bindPhone");
    friend
        .client()
        .run(
            "updateProfile",
            Map.of(
                "nickname",
                "小桔",
                "avatarUrl",
                "https://a.example/1.png",
                "birthday",
                "1990-02-28",
                "gender",
                "FEMALE",
                "homeStoreId",
                IdType.of("store").encode(store)))
        .expectSuccess("updateProfile");
  }

  private static long unsent(Cluster cluster) {
    return cluster.number("SELECT count(*) FROM outbox_message WHERE state = 'PENDING'");
  }

  private static long qualified(Cluster cluster) {
    return cluster.number("SELECT count(*) FROM invite WHERE state = 'QUALIFIED'");
  }

  private static long points(Cluster cluster, Newcomer member) {
    return cluster.number(
        "SELECT coalesce(sum(balance), 0) FROM points_account WHERE member_id = ?", member.id());
  }
}
