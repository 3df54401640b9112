package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An invite that counts by the profile counts also if it comes to one that is complete. */
@QuarkusTest
@TestProfile(MergedProfilesTest.ByProfile.class)
class MergedProfilesTest extends MergingScenario {

  /** Invites count when the friend's profile is complete. */
  public static class ByProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("siyu.referral.qualified-by", "PROFILE");
    }
  }

  @Test
  void an_invite_that_comes_to_a_complete_profile_counts_once() {
    Person inviter = comes("new:f-" + Ids.next(), null);
    // The invite is the older one: nobody wins somebody who was a member before.
    Person gone = comes("demo:819102", inviter.code());
    Person stays = comes("demo:819101", null);
    fillIn(stays);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rows.count("outbox_message WHERE state = 'SENT' AND " + OF, key(stays)) == 1);

    comes("demo:819101:u819101", null);
    comes("demo:819102:u819101", null);

    assertThat(rows.count("member WHERE id = $1 AND merged_into = $2", gone.id(), stays.id()))
        .isEqualTo(1);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rows.count("outbox_message WHERE state = 'SENT' AND " + OF, key(stays)) == 2);
    assertThat(
            rows.count(
                "invite WHERE invitee_id = $1 AND inviter_id = $2 AND state = 'QUALIFIED'",
                stays.id(),
                inviter.id()))
        .isEqualTo(1);
    assertThat(
            rows.count(
                "points_entry WHERE member_id = $1 AND business_type LIKE '%REFERRAL%'",
                inviter.id()))
        .as("the reward")
        .isEqualTo(1);
    comes("demo:819102:u819101", null);
    assertThat(rows.count("outbox_message WHERE " + OF, key(stays))).isEqualTo(2);
  }

  private static final String OF = "unique_key LIKE $1";

  private static String key(Person person) {
    return "%:ProfileCompleted:" + person.id() + "%";
  }

  private void fillIn(Person person) {
    UUID store = Ids.next();
    rows.update(
        "INSERT INTO store (id, name, city, address) VALUES ($1, '西湖店', '杭州', '湖滨路 1 号')", store);
    person
        .client()
        .run("bindPhone", Map.of("code", "phone:13900819101"))
        .expectSuccess("bindPhone");
    person
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
                "city",
                "杭州",
                "homeStoreId",
                IdType.of("store").encode(store)))
        .expectSuccess("updateProfile");
  }
}
