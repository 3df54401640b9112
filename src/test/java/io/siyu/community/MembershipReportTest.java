package io.siyu.community;

import static io.siyu.community.MembershipScenario.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports that come late, again, under a used id, or from a clock that is ahead. */
@QuarkusTest
class MembershipReportTest {

  @Inject MembershipScenario scenario;
  @Inject CommunityMemberships memberships;
  @Inject Rows rows;
  @Inject MovableClock clock;

  private UUID community;
  private UUID member;
  private Instant noon;

  @BeforeEach
  void a_community_and_somebody() {
    community = scenario.community(null);
    member = scenario.member();
    noon = clock.instant().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
  }

  @Test
  void another_report_under_an_id_that_a_server_used_changes_nothing() {
    Rows.await(memberships.joinedByServer(report("wx:1", noon)));

    assertThat(Rows.await(memberships.leftByServer(report("wx:1", noon.plusSeconds(9))))).isFalse();

    assertThat(scenario.isIn(member, community)).isTrue();
    scenario.assertCounted(community, 1);
  }

  @Test
  void who_came_and_was_seen_again_came_then_in_whatever_order_it_is_told() {
    Map<String, Object> came = change("1", member, "JOINED", noon);
    Map<String, Object> seen = change("2", member, "JOINED", noon.plusSeconds(60));
    Map<String, Object> left = change("3", member, "LEFT", noon.plusSeconds(120));
    for (List<Map<String, Object>> told :
        List.of(
            List.of(came, seen, left),
            List.of(seen, came, left),
            List.of(seen, left, came),
            List.of(left, seen, came))) {
      UUID at = scenario.community(null);
      told.forEach(one -> scenario.imported(at, List.of(one)));
      assertThat(joinedAt(at)).as(told.toString()).isEqualTo(noon);
      assertThat(scenario.isIn(member, at)).isFalse();
      Instant again = noon.plusSeconds(240);
      scenario.imported(at, List.of(change("5", member, "JOINED", again.plusSeconds(60))));
      scenario.imported(at, List.of(change("4", member, "JOINED", again)));
      scenario.imported(at, List.of(change("0", member, "JOINED", noon.minusSeconds(60))));
      assertThat(joinedAt(at)).as("since the last leaving").isEqualTo(again);
      scenario.assertCounted(at, 1);
    }
  }

  @Test
  void an_export_whose_clock_is_ahead_hides_no_leaving() {
    Instant ahead = clock.instant().plusSeconds(200);
    Map<String, Object> came = change("1", member, "JOINED", ahead.minusSeconds(1));
    Map<String, Object> left = change("2", member, "LEFT", ahead);
    Map<String, Object> back = change("3", member, "JOINED", ahead.plusSeconds(1));
    List<Map<String, Object>> skewed = List.of(back, left, came);
    scenario.imported(community, skewed).expectSuccess("importCommunityMembers");
    assertThat(scenario.isIn(member, community)).isTrue();
    assertThat(joinedAt(community)).isBeforeOrEqualTo(clock.instant());
    String before = scenario.everything(community);
    Answer again = scenario.imported(community, skewed);
    assertThat(again.number("importCommunityMembers.joinedCount")).isEqualTo(2);
    assertThat(scenario.everything(community)).isEqualTo(before);

    assertThat(Rows.await(memberships.leftByServer(report("wx:1", clock.instant())))).isTrue();

    scenario.assertCounted(community, 0);
  }

  private Instant joinedAt(UUID at) {
    return rows.first(
        "SELECT joined_at FROM community_membership WHERE member_id = $1 AND community_id = $2",
        row -> row.instant("joined_at"),
        member,
        at);
  }

  private MembershipReport report(String id, Instant at) {
    return new MembershipReport(community, member, at, MembershipSource.WECOM_CALLBACK, id, null);
  }
}
