package io.siyu.community;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff make communities and change how many get in, and how. */
@QuarkusTest
class CommunityManagementTest {

  @Inject MembershipScenario scenario;
  @Inject CommunityService communities;
  @Inject MovableClock clock;
  @Inject Rows rows;

  private GraphQLClient staff;

  @BeforeEach
  void login() {
    staff = scenario.operator();
  }

  @Test
  void a_new_community_takes_members_until_its_places_are_taken() {
    UUID community = saved(draft("capacity", 1));

    scenario.join(scenario.member(), community).expectSuccess("joinCommunity");
    assertThat(scenario.join(scenario.member(), community).userErrorCodes("joinCommunity"))
        .containsExactly("COMMUNITY_FULL");

    Map<String, Object> more = draft("capacity", 2);
    more.put("id", Community.ID.encode(community));
    assertThat(saved(more)).isEqualTo(community);
    scenario.join(scenario.member(), community).expectSuccess("joinCommunity");
    scenario.assertCounted(community, 2);
  }

  @Test
  void fewer_places_than_are_taken_let_nobody_in_and_nobody_out() {
    UUID community = saved(draft("capacity", 2));
    UUID first = scenario.member();
    scenario.join(first, community).expectSuccess("joinCommunity");
    scenario.join(scenario.member(), community).expectSuccess("joinCommunity");

    Map<String, Object> fewer = draft("capacity", 1);
    fewer.put("id", Community.ID.encode(community));
    assertThat(send(fewer).number("saveCommunity.community.placesLeft")).isZero();

    scenario.assertCounted(community, 2);
    scenario.leave(first, community).expectSuccess("leaveCommunity");
    assertThat(scenario.join(first, community).userErrorCodes("joinCommunity"))
        .containsExactly("COMMUNITY_FULL");
  }

  @Test
  void a_flash_community_takes_nobody_once_dissolved_and_can_be_changed_all_the_same() {
    Instant end = clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> flash = draft("dissolvesAt", end.toString());
    UUID community = saved(flash);
    clock.advance(Duration.ofHours(2));
    try {
      assertThat(scenario.join(scenario.member(), community).userErrorCodes("joinCommunity"))
          .containsExactly("COMMUNITY_DISSOLVED");
      Map<String, Object> renamed = draft("dissolvesAt", end.toString());
      renamed.put("id", Community.ID.encode(community));
      renamed.put("name", "改名的快闪群");
      assertThat(send(renamed).text("saveCommunity.community.name")).isEqualTo("改名的快闪群");
    } finally {
      clock.reset();
    }
  }

  @Test
  void the_same_key_makes_one_community_and_is_good_for_no_other() {
    Map<String, Object> input = draft("capacity", 5);
    UUID community = saved(input);

    assertThat(saved(input)).isEqualTo(community);
    input.put("name", "另一个群");
    assertThat(send(input).userErrorCodes("saveCommunity"))
        .containsExactly("IDEMPOTENCY_KEY_REUSED");
    assertThat(
            rows.count(
                "audit_entry WHERE action = 'saveCommunity' AND subject = $1",
                Community.ID.encode(community)))
        .isEqualTo(1);
  }

  @Test
  void what_breaks_a_rule_is_refused_and_nothing_changes() {
    UUID community = saved(draft("capacity", 5));
    String before = scenario.everything(community);
    String past = clock.instant().minusSeconds(60).toString();
    String tooLate = clock.instant().plus(Duration.ofDays(4_000)).toString();
    for (Map<String, Object> wrong :
        List.of(
            draft("capacity", 0),
            draft("capacity", 10_001),
            draft("name", " "),
            draft("name", "长".repeat(61)),
            draft("city", "长".repeat(31)),
            draft("dissolvesAt", past),
            draft("dissolvesAt", tooLate))) {
      wrong.put("id", Community.ID.encode(community));
      assertThat(send(wrong).userErrorCodes("saveCommunity"))
          .as(wrong.toString())
          .containsExactly("INVALID_INPUT");
    }
    Map<String, Object> nobodys = draft("id", Community.ID.encode(UUID.randomUUID()));
    assertThat(send(nobodys).errorCodes()).containsExactly("NOT_FOUND");
    Map<String, Object> nowhere = draft("storeId", Store.ID.encode(UUID.randomUUID()));
    assertThat(send(nowhere).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(
            scenario.as(scenario.member()).run("saveCommunity", draft("capacity", 1)).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(scenario.everything(community)).isEqualTo(before);
  }

  @Test
  void staff_list_the_communities_of_a_store_the_newest_first() {
    UUID store = Rows.await(communities.addStore("门店 " + UUID.randomUUID(), "杭州", "文三路 1 号"));
    UUID first = saved(draft("storeId", Store.ID.encode(store)));
    UUID second = saved(draft("storeId", Store.ID.encode(store)));
    saved(draft("capacity", 1));

    Map<String, Object> page = new HashMap<>(Map.of("storeId", Store.ID.encode(store), "first", 1));
    Answer newest = staff.runWith("communities", page);
    page.put("after", newest.text("communities.pageInfo.endCursor"));
    Answer older = staff.runWith("communities", page);

    assertThat(newest.text("communities.nodes.0.id")).isEqualTo(Community.ID.encode(second));
    assertThat(newest.at("communities.pageInfo.hasNextPage")).isEqualTo(true);
    assertThat(older.text("communities.nodes.0.id")).isEqualTo(Community.ID.encode(first));
    assertThat(older.at("communities.pageInfo.hasNextPage")).isEqualTo(false);
  }

  private UUID saved(Map<String, Object> input) {
    return Rows.uuid(send(input).expectSuccess("saveCommunity").text("saveCommunity.community.id"));
  }

  private Answer send(Map<String, Object> input) {
    return staff.run("saveCommunity", input);
  }

  private static Map<String, Object> draft(String name, Object value) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("kind", "REFINED");
    draft.put("name", "鲜果群");
    draft.put("joinPolicy", "OPEN");
    draft.put("idempotencyKey", UUID.randomUUID().toString());
    draft.put(name, value);
    return draft;
  }
}
