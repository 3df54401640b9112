package io.siyu.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.community.CommunityKind;
import io.siyu.community.CommunityMemberships;
import io.siyu.community.CommunityService;
import io.siyu.community.MembershipReport;
import io.siyu.community.MembershipSource;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who works for the brand in a community earns nothing for what they write there. */
@QuarkusTest
class ChatMessagesOfStaffTest {

  @Inject PointsFixture fixture;
  @Inject CommunityService communities;
  @Inject CommunityMemberships memberships;
  @Inject WeComMessages weCom;
  @Inject Rows rows;
  @Inject MovableClock clock;

  private GraphQLClient admin;
  private UUID member;
  private UUID community;
  private Instant now;

  @BeforeEach
  void a_member_of_a_community() {
    GraphQLClient anonymous = GraphQLClient.ofThisTest();
    admin =
        anonymous.as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .expectSuccess("operatorLogin")
                .text("operatorLogin.accessToken"));
    admin
        .run(
            "saveEarnRule",
            Map.of(
                "code",
                "CHAT_MESSAGE",
                "points",
                10,
                "capPerDay",
                50,
                "expiryMonths",
                12,
                "expiryRounding",
                "MONTH_END"))
        .expectSuccess("saveEarnRule");
    member = fixture.member();
    community =
        PointsFixture.await(
            communities.addCommunity(CommunityKind.REFINED, null, "鲜果群", null, null));
    now = clock.instant();
    Rows.await(
        memberships.joinedByServer(
            new MembershipReport(
                community,
                member,
                now.minusSeconds(3_600),
                MembershipSource.OPERATOR_IMPORT,
                "joined",
                null)));
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    fixture.assertReconciled(member);
  }

  @Test
  void a_seeder_earns_nothing_from_then_on_and_again_once_a_customer() {
    Instant before = now.minusSeconds(60);
    role("SEEDER");

    assertThat(points(message("before", before, community))).isEqualTo(10);
    Instant as = clock.instant();
    assertThat(points(message("as a seeder", as, community), message("twice", as, community)))
        .isZero();
    role("MEMBER");
    Instant after = clock.instant();
    assertThat(points(message("after", after, community))).isEqualTo(10);
    assertThat(points(message("late", as, community))).as("written as a seeder").isZero();

    assertThat(fixture.balance(member)).isEqualTo(20);
  }

  @Test
  void every_role_but_member_earns_nothing_in_its_own_community_and_wherever_that_is_unknown() {
    UUID other =
        PointsFixture.await(
            communities.addCommunity(CommunityKind.SERVICE, null, "客服群", null, null));
    for (String role : List.of("OWNER", "ADMIN", "CONTENT", "SEEDER")) {
      role(role);
      assertThat(points(message(role, clock.instant(), community))).as(role).isZero();
      assertThat(points(message("as " + role, clock.instant(), null))).as(role).isZero();
    }

    assertThat(points(message("elsewhere", clock.instant(), other))).isEqualTo(10);
    assertThat(points(message("before", now, null))).isEqualTo(10);
    assertThat(fixture.balance(member)).isEqualTo(20);
  }

  @Test
  void a_group_that_belongs_to_no_community_earns_nothing_for_who_works_in_any() {
    UUID customer = fixture.member();
    role("SEEDER");
    for (UUID writer : List.of(member, customer)) {
      rows.inTransaction(
          () -> weCom.written(writer, "wr" + community, "m" + writer, clock.instant()));
    }

    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.balance(customer)).isEqualTo(10);
  }

  @Test
  void who_left_the_community_was_staff_all_the_same() {
    role("ADMIN");
    Instant then = clock.instant();
    Rows.await(
        memberships.leftByServer(
            new MembershipReport(
                community, member, then, MembershipSource.OPERATOR_IMPORT, "left", null)));

    assertThat(points(message("before leaving", then, community))).isZero();
    assertThat(points(message("somewhere", then, null))).isZero();
    assertThat(fixture.balance(member)).isZero();
    assertThat(points(message("since then", clock.instant(), null))).isEqualTo(10);
  }

  @Test
  void a_community_that_does_not_exist_is_told_and_nothing_earns() {
    Answer answer = send(message("a", now, null), message("b", now, UUID.randomUUID()));

    assertThat(answer.errorCodes()).containsExactly("NOT_FOUND");
    assertThat(fixture.balance(member)).isZero();
  }

  private void role(String role) {
    Map<String, Object> input = new HashMap<>();
    input.put("communityId", IdType.of("community").encode(community));
    input.put("memberId", IdType.of("member").encode(member));
    input.put("role", role);
    input.put("idempotencyKey", UUID.randomUUID().toString());
    admin.run("setCommunityRole", input).expectSuccess("setCommunityRole");
  }

  @SafeVarargs
  private int points(Map<String, Object>... messages) {
    return send(messages).expectSuccess("importChatMessages").number("importChatMessages.points");
  }

  @SafeVarargs
  private Answer send(Map<String, Object>... messages) {
    return admin.run(
        "importChatMessages",
        Map.of("messages", List.of(messages), "idempotencyKey", UUID.randomUUID().toString()));
  }

  private Map<String, Object> message(String id, Instant sentAt, UUID in) {
    Map<String, Object> message = new HashMap<>();
    message.put("messageId", id);
    message.put("memberId", IdType.of("member").encode(member));
    message.put("sentAt", sentAt.toString());
    message.put("communityId", in == null ? null : IdType.of("community").encode(in));
    return message;
  }
}
