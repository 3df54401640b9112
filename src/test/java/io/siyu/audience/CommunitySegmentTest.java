package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.community.Community;
import io.siyu.community.CommunityKind;
import io.siyu.community.CommunityMemberships;
import io.siyu.community.CommunityService;
import io.siyu.community.MembershipReport;
import io.siyu.community.MembershipSource;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.Background;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segments of those who are in communities. */
@QuarkusTest
class CommunitySegmentTest {

  @Inject AudienceScenario scenario;
  @Inject CommunityService communities;
  @Inject CommunityMemberships memberships;
  @Inject Segments segments;
  @Inject Background background;
  @Inject StatementLog statements;
  @Inject MovableClock clock;
  @Inject Rows rows;

  private GraphQLClient operator;
  private UUID fruit;
  private UUID skin;
  private UUID both;
  private UUID seeder;

  @BeforeEach
  void two_communities() {
    operator = scenario.operator();
    fruit = community();
    skin = community();
    both = scenario.member();
    seeder = scenario.member();
    joined(both, fruit);
    joined(both, skin);
    joined(seeder, fruit);
    rows.update("UPDATE community_membership SET role = 'SEEDER' WHERE member_id = $1", seeder);
    scenario.member();
  }

  @Test
  void one_of_the_communities_is_enough_unless_every_one_is_asked_for() {
    statements.start();
    assertThat(count(in(false, null, fruit, skin))).isEqualTo(2);
    assertThat(statements.stop("FROM member m LEFT JOIN member_activity")).hasSize(1);
    assertThat(count(in(true, null, fruit, skin))).isEqualTo(1);
    assertThat(count(in(false, null, skin))).isEqualTo(1);
    assertThat(count(in(false, null, community()))).isZero();
  }

  @Test
  void a_role_means_those_who_have_it_in_that_very_community() {
    assertThat(count(in(false, List.of("SEEDER"), fruit, skin))).isEqualTo(1);
    assertThat(count(in(false, List.of("SEEDER"), skin))).isZero();
    assertThat(count(in(true, List.of("MEMBER"), fruit, skin))).isEqualTo(1);
    assertThat(count(in(true, List.of("SEEDER", "MEMBER"), fruit))).isEqualTo(2);
  }

  @Test
  void who_leaves_silently_is_meant_no_more_and_goes_at_the_next_refresh() {
    String name = "community-" + UUID.randomUUID();
    Map<String, Object> input = new HashMap<>();
    input.put("name", name);
    input.put("rule", Map.of("communities", in(false, List.of("MEMBER", "SEEDER"), fruit)));
    input.put("idempotencyKey", Ids.next().toString());
    String id =
        operator
            .run("saveSegment", input)
            .expectSuccess("saveSegment")
            .text("saveSegment.segment.id");
    refresh();
    assertThat(Rows.await(segments.membersAfter(Rows.uuid(id), null, 10)))
        .containsExactly(both, seeder);

    Rows.await(memberships.leftByServer(report(both, fruit, "left")));

    assertThat(Rows.await(segments.matches(Rows.uuid(id), both))).isFalse();
    assertThat(Rows.await(segments.matches(Rows.uuid(id), seeder))).isTrue();
    operator.run("refreshSegment", Map.of("segmentId", id)).expectSuccess("refreshSegment");
    refresh();
    assertThat(Rows.await(segments.membersAfter(Rows.uuid(id), null, 10))).containsExactly(seeder);
  }

  @Test
  void a_rule_that_says_too_much_or_nothing_is_refused_by_its_node() {
    String id = Community.ID.encode(fruit);
    List<String> nobodys = Collections.nCopies(21, id);
    Map<String, Object> holey = new HashMap<>(in(false, null, fruit));
    List<String> hole = new ArrayList<>();
    hole.add(null);
    holey.put("roles", hole);
    assertNode("ids", Map.of("ids", List.of()));
    assertNode("ids", Map.of("ids", nobodys));
    assertNode("roles", Map.of("ids", List.of(id), "roles", List.of()));
    assertNode("roles", holey);
  }

  private void assertNode(String node, Map<String, Object> wrong) {
    Answer answer =
        operator.runWith("segmentPreview", Map.of("rule", Map.of("communities", wrong)));
    assertThat(answer.errorCodes()).containsExactly("BAD_INPUT");
    assertThat(answer.body().encode()).contains("rule.communities." + node);
  }

  private int count(Map<String, Object> in) {
    return operator
        .runWith("segmentPreview", Map.of("rule", Map.of("communities", in)))
        .expectSuccess("segmentPreview")
        .number("segmentPreview.count");
  }

  private static Map<String, Object> in(boolean everyOne, List<String> roles, UUID... ids) {
    Map<String, Object> in = new HashMap<>();
    in.put("ids", java.util.Arrays.stream(ids).map(Community.ID::encode).toList());
    in.put("everyOne", everyOne);
    in.put("roles", roles);
    return in;
  }

  private void refresh() {
    background.run("audience-segment-refresh");
  }

  private void joined(UUID member, UUID community) {
    Rows.await(memberships.joinedByServer(report(member, community, "joined")));
  }

  private MembershipReport report(UUID member, UUID community, String id) {
    return new MembershipReport(
        community, member, clock.instant(), MembershipSource.WECOM_CALLBACK, id, null);
  }

  private UUID community() {
    return Rows.await(communities.addCommunity(CommunityKind.REFINED, null, "鲜果群", null, null));
  }
}
