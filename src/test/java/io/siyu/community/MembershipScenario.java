package io.siyu.community;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.database.Ids;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.Sessions;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Communities, members who come and go, and what the database holds of it. */
@ApplicationScoped
class MembershipScenario {

  private final Rows rows;
  private final Sessions sessions;

  MembershipScenario(Rows rows, Sessions sessions) {
    this.rows = rows;
    this.sessions = sessions;
  }

  /**
   * @param capacity null for as many as come
   */
  UUID community(Integer capacity) {
    UUID id = Ids.next();
    rows.update(
        "INSERT INTO community (id, kind, name, capacity) VALUES ($1, 'REFINED', '鲜果群', $2)",
        id,
        capacity);
    return id;
  }

  UUID member() {
    UUID id = Ids.next();
    rows.update("INSERT INTO member (id, openid) VALUES ($1, $2)", id, "membership-" + id);
    return id;
  }

  GraphQLClient as(UUID member) {
    return GraphQLClient.ofThisTest()
        .as(
            Rows.await(sessions.start(SubjectKind.MEMBER, member, Set.of(Roles.MEMBER)))
                .accessToken());
  }

  GraphQLClient operator() {
    GraphQLClient anonymous = GraphQLClient.ofThisTest();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  Answer join(UUID member, UUID community) {
    return as(member).run("joinCommunity", on(community));
  }

  Answer leave(UUID member, UUID community) {
    return as(member).run("leaveCommunity", on(community));
  }

  Answer setRole(UUID member, UUID community, CommunityRole role) {
    Map<String, Object> input = on(community);
    input.put("memberId", MembershipOperatorApi.MEMBER.encode(member));
    input.put("role", role.name());
    return operator().run("setCommunityRole", input);
  }

  /** A key of its own, unless another is put over it. */
  static Map<String, Object> on(UUID community) {
    Map<String, Object> input = new HashMap<>();
    input.put("communityId", Community.ID.encode(community));
    input.put("idempotencyKey", UUID.randomUUID().toString());
    return input;
  }

  static Map<String, Object> change(String id, UUID member, String kind, Instant at) {
    Map<String, Object> change = new HashMap<>();
    change.put("changeId", id);
    change.put("memberId", MembershipOperatorApi.MEMBER.encode(member));
    change.put("kind", kind);
    change.put("at", at.toString());
    return change;
  }

  Answer imported(UUID community, List<Map<String, Object>> changes) {
    Map<String, Object> input = on(community);
    input.put("changes", changes);
    return operator().run("importCommunityMembers", input);
  }

  boolean isIn(UUID member, UUID community) {
    return rows.count(
            "community_membership WHERE member_id = $1 AND community_id = $2 AND left_at IS NULL",
            member,
            community)
        == 1;
  }

  /** What happened, in order. */
  String history(UUID member, UUID community) {
    return rows.text(
        """
        SELECT coalesce(string_agg(concat_ws(' ', h.kind, h.role, h.source), ', '
                                   ORDER BY h.at, h.id), '')
        FROM community_membership_change h JOIN community_membership m ON m.id = h.membership_id
        WHERE m.member_id = $1 AND m.community_id = $2""",
        member,
        community);
  }

  /** The counter says how many there are. */
  void assertCounted(UUID community, int expected) {
    assertThat(
            rows.count(
                "community_membership WHERE community_id = $1 AND left_at IS NULL", community))
        .isEqualTo(expected);
    assertThat(rows.number("SELECT member_count::bigint FROM community WHERE id = $1", community))
        .isEqualTo(expected);
  }

  /** Everything that the database knows of the community's members. */
  String everything(UUID community) {
    return rows.text(
        """
        SELECT concat_ws('|', c::text,
          (SELECT string_agg(m::text, ',' ORDER BY m.id) FROM community_membership m
           WHERE m.community_id = c.id),
          (SELECT string_agg(h::text, ',' ORDER BY h.id) FROM community_membership_change h
           JOIN community_membership m ON m.id = h.membership_id WHERE m.community_id = c.id))
        FROM community c WHERE c.id = $1""",
        community);
  }
}
