package io.siyu.community;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An import of who came into a chat group, on an instance that is killed on the way. */
class MembershipImportCrashIT {

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.ofTwo("membership-killed");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void an_import_that_is_killed_is_there_whole_or_not_at_all_and_can_be_repeated() {
    UUID community = Ids.next();
    cluster.execute(
        "INSERT INTO community (id, kind, name) VALUES (?, 'REFINED', '鲜果群')", community);
    String member = member("imported");
    String other = member("imported-too");
    Map<String, Object> input = new HashMap<>();
    input.put("communityId", Community.ID.encode(community));
    input.put("idempotencyKey", "import-1");
    input.put("changes", List.of(joined("a", member), joined("b", other)));
    SiyuInstance doomed = cluster.instance(1);
    doomed.arm("community.importApplied", 0);

    assertThat(runQuietly(doomed, input)).isNull();
    doomed.awaitCrash();

    assertCounted(community, 0);
    SiyuInstance late = cluster.startAnother();
    late.arm("community.importCommitted", 0);
    assertThat(runQuietly(late, input)).isNull();
    late.awaitCrash();
    assertCounted(community, 2);

    Answer again =
        admin(cluster.instance(0))
            .run("importCommunityMembers", input)
            .expectSuccess("importCommunityMembers");

    assertThat(again.number("importCommunityMembers.joinedCount")).isEqualTo(2);
    assertCounted(community, 2);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM community_membership_change h
                JOIN community_membership m ON m.id = h.membership_id WHERE m.community_id = ?""",
                community))
        .isEqualTo(2);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM audit_entry WHERE action = 'importCommunityMembers'"))
        .isEqualTo(1);
  }

  /** Null when the instance died instead of answering. */
  private static Answer runQuietly(SiyuInstance instance, Map<String, Object> input) {
    GraphQLClient admin = admin(instance);
    try {
      return admin.run("importCommunityMembers", input);
    } catch (java.io.UncheckedIOException died) {
      return null;
    }
  }

  private static Map<String, Object> joined(String id, String member) {
    return Map.of(
        "changeId",
        id,
        "memberId",
        member,
        "kind",
        "JOINED",
        "at",
        Instant.now().minusSeconds(60).toString());
  }

  private static void assertCounted(UUID community, long expected) {
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM community_membership WHERE community_id = ? AND left_at IS NULL""",
                community))
        .as("members")
        .isEqualTo(expected);
    assertThat(cluster.number("SELECT member_count FROM community WHERE id = ?", community))
        .as("members as counted")
        .isEqualTo(expected);
  }

  private static String member(String name) {
    return cluster
        .instance(0)
        .client()
        .asMember("new:" + name)
        .runWith("viewer", Map.of())
        .text("viewer.id");
  }

  private static GraphQLClient admin(SiyuInstance instance) {
    return instance
        .client()
        .as(
            instance
                .client()
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .expectSuccess("operatorLogin")
                .text("operatorLogin.accessToken"));
  }
}
