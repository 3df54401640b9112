package io.siyu.member.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Friends who come and fill in their profiles at two instances of the packaged application. */
@Tag("native")
class ReferralReplicasIT {

  private static final int LIMIT = 10;

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster =
        Cluster.of(
            "referral",
            2,
            Map.of(
                "siyu.referral.qualified-by",
                "PROFILE",
                "siyu.referral.max-invites-per-hour",
                String.valueOf(LIMIT)));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void a_friend_who_comes_and_completes_the_profile_everywhere_at_once_counts_once() {
    Newcomer inviter = Newcomer.comes(cluster.instance(0).client(), "new:inviter", null);
    UUID store = Ids.next();
    cluster.execute(
        "INSERT INTO store (id, name, city, address) VALUES (?, '西湖店', '杭州', '湖滨路 1 号')", store);

    List<Outcome<Newcomer>> logins =
        Together.run(
            cluster,
            32,
            32,
            (instance, number) ->
                Newcomer.comes(instance.client(), "new:friend", inviter.inviteCode()));
    assertThat(logins).allMatch(login -> login.failure() == null);
    assertThat(invites(inviter, "REGISTERED")).isEqualTo(1);
    GraphQLClient friend = logins.get(0).result().client();
    friend.run("bindPhone", Map.of("code", "phone:13800000001")).expectSuccess("bindPhone");
    List<Outcome<Answer>> changes =
        Together.run(
            cluster,
            32,
            32,
            (instance, number) ->
                friend.at(instance.uri()).run("updateProfile", profile(number, store)));

    Together.assertServedByBoth(changes);
    assertThat(changes).allMatch(change -> change.result().errorCodes().isEmpty());
    await("the invite counts")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                invites(inviter, "QUALIFIED") == 1
                    && cluster.number("SELECT count(*) FROM outbox_message WHERE state <> 'SENT'")
                        == 0);
    assertThat(points(inviter, "REFERRAL")).isEqualTo(100);
    assertThat(points(logins.get(0).result(), "PROFILE")).isEqualTo(50);
    assertReconciled();
  }

  @Test
  void friends_who_come_to_both_at_once_do_not_pass_the_limit() {
    Newcomer inviter = Newcomer.comes(cluster.instance(0).client(), "new:farmer", null);

    List<Outcome<Newcomer>> logins =
        Together.run(
            cluster,
            40,
            40,
            (instance, number) ->
                Newcomer.comes(instance.client(), "new:crop-" + number, inviter.inviteCode()));

    Together.assertServedByBoth(logins);
    assertThat(logins).as("every login succeeds").allMatch(login -> login.failure() == null);
    assertThat(cluster.number("SELECT count(*) FROM invite WHERE inviter_id = ?", inviter.id()))
        .isEqualTo(LIMIT);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM referral_signal WHERE kind = 'BURST' AND inviter_id = ?",
                inviter.id()))
        .isEqualTo(40 - LIMIT);
  }

  private static Map<String, Object> profile(int number, UUID store) {
    Map<String, Object> input = new HashMap<>();
    if (number % 2 == 0) {
      input.put("nickname", "小桔");
      input.put("avatarUrl", "https://a.example/1.png");
      input.put("birthday", "1990-02-28");
    } else {
      input.put("gender", "FEMALE");
      input.put("city", "杭州");
      input.put("homeStoreId", IdType.of("store").encode(store));
    }
    return input;
  }

  private static long invites(Newcomer inviter, String state) {
    return cluster.number(
        "SELECT count(*) FROM invite WHERE inviter_id = ? AND state = ?", inviter.id(), state);
  }

  private static long points(Newcomer member, String rule) {
    return cluster.number(
        """
        SELECT coalesce(sum(points), 0) FROM points_entry
        WHERE member_id = ? AND business_type = ?""",
        member.id(),
        rule);
  }

  private static void assertReconciled() {
    GraphQLClient anonymous = cluster.instance(0).client();
    Answer login =
        anonymous.run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"));
    Answer answer =
        anonymous
            .as(login.text("operatorLogin.accessToken"))
            .runWith("pointsReconciliation", Map.of());
    assertThat(answer.at("pointsReconciliation.clean")).isEqualTo(true);
  }
}
