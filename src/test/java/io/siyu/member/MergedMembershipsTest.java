package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.community.CommunityMemberships;
import io.siyu.community.CommunityMemberships.Moment;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The communities of the record that vanished are those of the one that stays. */
@QuarkusTest
class MergedMembershipsTest extends MergingScenario {

  private static final IdType COMMUNITY = IdType.of("community");

  @Inject CommunityMemberships memberships;
  @Inject MovableClock clock;

  @Test
  void memberships_go_over_and_one_of_both_takes_one_place() {
    Person stays = comes("demo:817101", null);
    Person gone = comes("demo:817102", null);
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

    merge(stays, gone, 817101);

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

  @Test
  void staff_stay_staff_also_where_the_other_record_ceased_to_be_it_later() {
    Person stays = comes("demo:817111", null);
    Person gone = comes("demo:817112", null);
    UUID community = community();
    join(stays, community);
    join(gone, community);
    became(stays, community, "SEEDER", 10);
    became(gone, community, "SEEDER", 5);
    became(gone, community, "MEMBER", 1);

    merge(stays, gone, 817111);

    Moment now = new Moment(community, stays.id(), clock.instant().plusSeconds(1));
    assertThat(Rows.await(memberships.staffAmong(List.of(now)))).containsExactly(now);
    assertThat(history(stays, community)).isEqualTo("ROLE, ROLE, ROLE, JOINED, JOINED, ROLE");
  }

  private void became(Person person, UUID community, String role, int daysAgo) {
    rows.update(
        "UPDATE community_membership SET role = $3 WHERE member_id = $1 AND community_id = $2",
        person.id(),
        community,
        role);
    rows.update(
        """
        INSERT INTO community_membership_change (id, membership_id, kind, role, source, at)
        SELECT gen_random_uuid(), id, 'ROLE', $3, 'OPERATOR', $4 FROM community_membership
        WHERE member_id = $1 AND community_id = $2""",
        person.id(),
        community,
        role,
        clock.instant().minus(Duration.ofDays(daysAgo)).atOffset(ZoneOffset.UTC));
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
