package io.siyu.community;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Members join communities, leave them, and come back. */
@QuarkusTest
class MembershipTest {

  @Inject MembershipScenario scenario;
  @Inject Rows rows;
  @Inject MovableClock clock;
  @Inject StatementLog statements;

  @Test
  void joining_takes_a_place_and_shows_the_community_among_the_members_own() {
    UUID community = scenario.community(3);
    UUID member = scenario.member();

    Answer joined = scenario.join(member, community).expectSuccess("joinCommunity");

    assertThat(joined.text("joinCommunity.membership.role")).isEqualTo("MEMBER");
    assertThat(joined.number("joinCommunity.membership.community.placesLeft")).isEqualTo(2);
    assertThat(scenario.history(member, community)).isEqualTo("JOINED CLIENT");
    scenario.assertCounted(community, 1);
    Answer own = scenario.as(member).runWith("viewerCommunities", Map.of());
    assertThat(own.array("viewer.communities.nodes")).hasSize(1);
    assertThat(own.text("viewer.communities.nodes.0.community.id"))
        .isEqualTo(Community.ID.encode(community));
  }

  @Test
  void who_is_in_it_already_takes_no_further_place() {
    UUID community = scenario.community(1);
    UUID member = scenario.member();
    Map<String, Object> input = MembershipScenario.on(community);
    GraphQLClient client = scenario.as(member);
    client.run("joinCommunity", input).expectSuccess("joinCommunity");
    String before = scenario.everything(community);

    client.run("joinCommunity", input).expectSuccess("joinCommunity");
    scenario.join(member, community).expectSuccess("joinCommunity");

    assertThat(scenario.everything(community)).isEqualTo(before);
    input.put("communityId", Community.ID.encode(scenario.community(1)));
    assertThat(client.run("joinCommunity", input).userErrorCodes("joinCommunity"))
        .containsExactly("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void a_community_that_is_full_dissolved_or_not_open_refuses_and_nothing_changes() {
    UUID full = scenario.community(1);
    scenario.join(scenario.member(), full).expectSuccess("joinCommunity");
    assertRefused(full, "COMMUNITY_FULL");
    UUID dissolved = scenario.community(null);
    rows.update(
        "UPDATE community SET dissolves_at = $2 WHERE id = $1",
        dissolved,
        clock.instant().atOffset(java.time.ZoneOffset.UTC));
    assertRefused(dissolved, "COMMUNITY_DISSOLVED");
    for (String policy : List.of("REVIEW", "INVITE", "PAID")) {
      UUID closed = scenario.community(null);
      rows.update("UPDATE community SET join_policy = $2 WHERE id = $1", closed, policy);
      assertRefused(closed, "JOIN_NOT_OPEN");
    }
    assertThat(scenario.join(scenario.member(), UUID.randomUUID()).errorCodes())
        .containsExactly("NOT_FOUND");
  }

  private void assertRefused(UUID community, String code) {
    UUID member = scenario.member();
    String before = scenario.everything(community);
    assertThat(scenario.join(member, community).userErrorCodes("joinCommunity"))
        .containsExactly(code);
    assertThat(scenario.everything(community)).isEqualTo(before);
    assertThat(rows.count("idempotency_record WHERE actor_id = $1", member)).isZero();
  }

  @Test
  void who_comes_back_has_the_same_membership_and_the_role_from_before() {
    UUID community = scenario.community(1);
    UUID member = scenario.member();
    Answer first = scenario.join(member, community);
    scenario.setRole(member, community, CommunityRole.SEEDER).expectSuccess("setCommunityRole");

    Answer left = scenario.leave(member, community).expectSuccess("leaveCommunity");

    assertThat(left.text("leaveCommunity.membership.leftAt")).isNotNull();
    scenario.assertCounted(community, 0);
    assertThat(
            scenario
                .as(member)
                .runWith("viewerCommunities", Map.of())
                .array("viewer.communities.nodes"))
        .isEmpty();
    Answer again = scenario.join(member, community).expectSuccess("joinCommunity");
    assertThat(again.text("joinCommunity.membership.id"))
        .isEqualTo(first.text("joinCommunity.membership.id"));
    assertThat(again.text("joinCommunity.membership.role")).isEqualTo("SEEDER");
    assertThat(again.text("joinCommunity.membership.leftAt")).isNull();
    assertThat(scenario.history(member, community))
        .isEqualTo("JOINED CLIENT, ROLE SEEDER OPERATOR, LEFT CLIENT, JOINED CLIENT");
    scenario.assertCounted(community, 1);
  }

  @Test
  void who_is_not_in_it_cannot_leave_it() {
    UUID community = scenario.community(1);
    UUID member = scenario.member();
    String before = scenario.everything(community);

    assertThat(scenario.leave(member, community).userErrorCodes("leaveCommunity"))
        .containsExactly("NOT_A_MEMBER");
    assertThat(
            scenario
                .setRole(member, community, CommunityRole.OWNER)
                .userErrorCodes("setCommunityRole"))
        .containsExactly("NOT_A_MEMBER");

    assertThat(scenario.everything(community)).isEqualTo(before);
  }

  @Test
  void an_old_leave_that_is_repeated_does_not_end_a_new_membership() {
    UUID community = scenario.community(1);
    UUID member = scenario.member();
    scenario.join(member, community);
    Map<String, Object> leave = MembershipScenario.on(community);
    GraphQLClient client = scenario.as(member);
    client.run("leaveCommunity", leave).expectSuccess("leaveCommunity");
    scenario.join(member, community).expectSuccess("joinCommunity");

    client.run("leaveCommunity", leave).expectSuccess("leaveCommunity");

    assertThat(scenario.isIn(member, community)).isTrue();
  }

  @Test
  void joins_and_leaves_at_once_keep_one_membership_and_the_number_of_members() {
    UUID community = scenario.community(5);
    List<GraphQLClient> members = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      members.add(scenario.as(scenario.member()));
    }

    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 48)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            members
                                .get(i % members.size())
                                .run(
                                    (i / members.size()) % 2 == 0
                                        ? "joinCommunity"
                                        : "leaveCommunity",
                                    MembershipScenario.on(community))))
            .toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().errorCodes()).isEmpty());
    assertThat(rows.count("community_membership WHERE community_id = $1", community)).isEqualTo(4);
    long in =
        rows.count("community_membership WHERE community_id = $1 AND left_at IS NULL", community);
    scenario.assertCounted(community, (int) in);
    assertThat(
            rows.number(
                """
                SELECT count(*) FILTER (WHERE h.kind = 'JOINED')
                     - count(*) FILTER (WHERE h.kind = 'LEFT')
                FROM community_membership_change h
                JOIN community_membership m ON m.id = h.membership_id WHERE m.community_id = $1""",
                community))
        .as("what the history comes to")
        .isEqualTo(in);
  }

  @Test
  void the_members_communities_come_page_by_page_the_latest_first_each_page_in_one_statement() {
    UUID member = scenario.member();
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      UUID community = scenario.community(null);
      scenario.join(member, community).expectSuccess("joinCommunity");
      joined.add(0, Community.ID.encode(community));
      clock.advance(Duration.ofMillis(1));
    }
    List<Object> seen = new ArrayList<>();
    String after = null;
    do {
      Map<String, Object> page = new java.util.HashMap<>(Map.of("first", 2));
      page.put("after", after);
      statements.start();
      Answer answer = scenario.as(member).runWith("viewerCommunities", page);
      assertThat(statements.stop("FROM community_membership m")).hasSize(1);
      for (int i = 0; i < answer.array("viewer.communities.nodes").size(); i++) {
        seen.add(answer.text("viewer.communities.nodes." + i + ".community.id"));
      }
      after =
          Boolean.TRUE.equals(answer.at("viewer.communities.pageInfo.hasNextPage"))
              ? answer.text("viewer.communities.pageInfo.endCursor")
              : null;
    } while (after != null);

    assertThat(seen).isEqualTo(joined);
  }

  @Test
  void staff_see_who_is_in_a_community_by_role() {
    UUID community = scenario.community(null);
    Set<String> seeders = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      UUID member = scenario.member();
      scenario.join(member, community).expectSuccess("joinCommunity");
      if (i > 0) {
        scenario.setRole(member, community, CommunityRole.SEEDER).expectSuccess("setCommunityRole");
        seeders.add(MembershipOperatorApi.MEMBER.encode(member));
      }
    }
    Map<String, Object> of = new java.util.HashMap<>();
    of.put("communityId", Community.ID.encode(community));

    assertThat(scenario.operator().runWith("communityMembers", of).array("communityMembers.nodes"))
        .hasSize(3);
    of.put("role", "SEEDER");
    Answer found = scenario.operator().runWith("communityMembers", of);
    assertThat(found.array("communityMembers.nodes")).hasSize(2);
    assertThat(seeders)
        .contains(
            found.text("communityMembers.nodes.0.memberId"),
            found.text("communityMembers.nodes.1.memberId"));
    of.put("communityId", Community.ID.encode(UUID.randomUUID()));
    assertThat(scenario.operator().runWith("communityMembers", of).errorCodes())
        .containsExactly("NOT_FOUND");
  }

  @Test
  void who_leaves_the_brand_leaves_its_communities() {
    UUID community = scenario.community(1);
    UUID member = scenario.member();
    scenario.join(member, community);
    rows.update(
        "UPDATE community_membership SET chat_user_ref = 'wm-x' WHERE member_id = $1", member);

    scenario
        .as(member)
        .run("deleteAccount", Map.of("confirm", true))
        .expectSuccess("deleteAccount");

    scenario.assertCounted(community, 0);
    assertThat(scenario.history(member, community)).isEqualTo("JOINED CLIENT, LEFT CLIENT");
    assertThat(
            rows.count(
                "community_membership WHERE member_id = $1 AND chat_user_ref IS NOT NULL", member))
        .isZero();
    scenario.join(scenario.member(), community).expectSuccess("joinCommunity");
  }
}
