package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The communities of the record that vanished are those of the one that stays. */
@QuarkusTest
class MergedMembershipsTest extends MergingScenario {

  private static final IdType COMMUNITY = IdType.of("community");

  @Test
  void memberships_go_over_and_one_of_both_takes_one_place() {
    Person stays = comes("demo:817001", null);
    Person gone = comes("demo:817002", null);
    UUID both = community();
    UUID onlyGone = community();
    UUID leftByStaying = community();
    UUID leftByGone = community();
    for (UUID community : new UUID[] {both, leftByStaying, leftByGone}) {
      join(stays, community);
      join(gone, community);
    }
    join(gone, onlyGone);
    leave(stays, leftByStaying);
    leave(gone, leftByGone);
    rows.update(
        "UPDATE community_membership SET role = 'SEEDER' WHERE member_id = $1 AND community_id = $2",
        gone.id(),
        both);

    merge(stays, gone, 817001);

    for (UUID community : new UUID[] {both, onlyGone, leftByStaying, leftByGone}) {
      assertThat(
              rows.count(
                  "community_membership WHERE community_id = $1 AND member_id = $2 AND left_at IS NULL",
                  community,
                  stays.id()))
          .isEqualTo(1);
      assertThat(rows.number("SELECT member_count::bigint FROM community WHERE id = $1", community))
          .isEqualTo(1);
    }
    assertThat(rows.count("community_membership WHERE member_id = $1", gone.id())).isZero();
    assertThat(
            rows.text(
                "SELECT role FROM community_membership WHERE member_id = $1 AND community_id = $2",
                stays.id(),
                both))
        .as("a seeder does not become a customer")
        .isEqualTo("SEEDER");
    assertThat(history(stays, both)).isEqualTo("JOINED, JOINED, ROLE");
    assertThat(history(stays, leftByGone)).isEqualTo("JOINED, JOINED, LEFT");
  }

  private String history(Person person, UUID community) {
    return rows.text(
        """
        SELECT string_agg(h.kind, ', ' ORDER BY h.at, h.id) FROM community_membership_change h
        JOIN community_membership m ON m.id = h.membership_id
        WHERE m.member_id = $1 AND m.community_id = $2""",
        person.id(),
        community);
  }

  private void join(Person person, UUID community) {
    person.client().run("joinCommunity", on(community)).expectSuccess("joinCommunity");
  }

  private void leave(Person person, UUID community) {
    person.client().run("leaveCommunity", on(community)).expectSuccess("leaveCommunity");
  }

  private static Map<String, Object> on(UUID community) {
    return Map.of(
        "communityId", COMMUNITY.encode(community), "idempotencyKey", UUID.randomUUID().toString());
  }

  private UUID community() {
    UUID id = Ids.next();
    rows.update("INSERT INTO community (id, kind, name) VALUES ($1, 'REFINED', '鲜果群')", id);
    return id;
  }
}
