package io.siyu.community;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Communities that many want into at once, at two instances of the packaged application. */
class MembershipReplicasIT {

  private static final int JOINS = 64;
  private static final int PLACES = 10;
  private static final int MOVERS = 4;
  private static final int MOVES = 64;

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.ofTwo("membership");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  @Tag("native")
  void of_sixty_four_who_want_the_last_ten_places_ten_get_one() {
    UUID community = community(PLACES + 1);
    join(member("first"), community).expectSuccess("joinCommunity");
    List<GraphQLClient> members = new ArrayList<>();
    for (int i = 0; i < JOINS; i++) {
      members.add(member("crowd-" + i));
    }

    List<Outcome<Answer>> outcomes =
        Together.run(
            cluster,
            JOINS,
            JOINS,
            (instance, number) -> join(members.get(number).at(instance.uri()), community));

    Together.assertServedByBoth(outcomes);
    assertAllAnswered(outcomes);
    assertThat(outcomes)
        .filteredOn(it -> it.result().userErrorCodes("joinCommunity").isEmpty())
        .hasSize(PLACES);
    assertThat(outcomes)
        .filteredOn(it -> !it.result().userErrorCodes("joinCommunity").isEmpty())
        .allSatisfy(
            it ->
                assertThat(it.result().userErrorCodes("joinCommunity"))
                    .containsExactly("COMMUNITY_FULL"));
    assertCounted(community, PLACES + 1);
  }

  @Test
  @Tag("native")
  void whoever_joins_leaves_and_comes_back_at_once_has_one_membership() {
    UUID community = community(PLACES);
    List<GraphQLClient> members = new ArrayList<>();
    for (int i = 0; i < MOVERS; i++) {
      members.add(member("mover-" + i));
    }

    List<Outcome<Answer>> outcomes =
        Together.run(
            cluster,
            MOVES,
            MOVES,
            (instance, number) -> {
              GraphQLClient member = members.get(number / 2 % MOVERS).at(instance.uri());
              return number / 2 / MOVERS % 2 == 0
                  ? join(member, community)
                  : leave(member, community);
            });

    Together.assertServedByBoth(outcomes);
    assertAllAnswered(outcomes);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM community_membership WHERE community_id = ?", community))
        .isEqualTo(MOVERS);
    long in =
        cluster.number(
            """
            SELECT count(*) FROM community_membership WHERE community_id = ? AND left_at IS NULL""",
            community);
    assertCounted(community, in);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FILTER (WHERE h.kind = 'JOINED')
                     - count(*) FILTER (WHERE h.kind = 'LEFT')
                FROM community_membership_change h
                JOIN community_membership m ON m.id = h.membership_id WHERE m.community_id = ?""",
                community))
        .as("what the history comes to")
        .isEqualTo(in);
  }

  private static void assertAllAnswered(List<Outcome<Answer>> outcomes) {
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.failure()).isNull();
              assertThat(outcome.result().errorCodes()).isEmpty();
            });
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

  private static Answer join(GraphQLClient member, UUID community) {
    return member.run("joinCommunity", on(community));
  }

  private static Answer leave(GraphQLClient member, UUID community) {
    return member.run("leaveCommunity", on(community));
  }

  private static Map<String, Object> on(UUID community) {
    Map<String, Object> input = new HashMap<>();
    input.put("communityId", Community.ID.encode(community));
    input.put("idempotencyKey", UUID.randomUUID().toString());
    return input;
  }

  private static GraphQLClient member(String name) {
    return cluster.instance(0).client().asMember("new:" + name);
  }

  private static UUID community(Integer capacity) {
    UUID id = Ids.next();
    cluster.execute(
        "INSERT INTO community (id, kind, name, capacity) VALUES (?, 'REFINED', '鲜果群', ?)",
        id,
        capacity);
    return id;
  }
}
