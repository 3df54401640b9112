package io.siyu.community;

import static io.siyu.community.MembershipScenario.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.RequestFailure;
import io.siyu.testing.Answer;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happened in the chat group, as staff import it and servers report it. */
@QuarkusTest
class MembershipImportTest {

  @Inject MembershipScenario scenario;
  @Inject CommunityMemberships memberships;
  @Inject Rows rows;
  @Inject MovableClock clock;

  private UUID community;
  private UUID member;
  private Instant noon;

  @BeforeEach
  void one_place() {
    community = scenario.community(1);
    member = scenario.member();
    noon = clock.instant().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
  }

  @Test
  void silent_leaving_ends_the_membership_once() {
    scenario.imported(community, List.of(change("j", member, "JOINED", noon)));
    assertThat(scenario.isIn(member, community)).isTrue();
    Map<String, Object> left = change("l", member, "LEFT", noon.plusSeconds(60));

    Answer answer =
        scenario.imported(community, List.of(left)).expectSuccess("importCommunityMembers");

    assertThat(answer.number("importCommunityMembers.leftCount")).isEqualTo(1);
    scenario.assertCounted(community, 0);
    String before = scenario.everything(community);
    Answer again = scenario.imported(community, List.of(left, left));
    assertThat(again.number("importCommunityMembers.leftCount")).isEqualTo(1);
    assertThat(scenario.everything(community)).isEqualTo(before);
    assertThat(scenario.history(member, community))
        .isEqualTo("JOINED OPERATOR_IMPORT, LEFT OPERATOR_IMPORT");
  }

  @Test
  void an_id_that_stands_for_another_change_is_refused_and_nothing_changes() {
    UUID other = scenario.member();
    scenario
        .imported(community, List.of(change("1", member, "JOINED", noon)))
        .expectSuccess("importCommunityMembers");
    String before = scenario.everything(community);
    Map<String, Object> good = change("2", other, "JOINED", noon);
    for (Map<String, Object> reused :
        List.of(
            change("1", member, "LEFT", noon.plusSeconds(60)),
            change("1", member, "JOINED", noon.plusSeconds(900)),
            change("1", member, "JOINED", noon.minusSeconds(1)))) {
      Answer answer = scenario.imported(community, List.of(good, reused));
      assertThat(answer.userErrorCodes("importCommunityMembers"))
          .containsExactly("CHANGE_ID_REUSED");
      assertThat(answer.array("importCommunityMembers.userErrors.0.field"))
          .containsExactly("input", "changes", "1", "changeId");
    }
    Map<String, Object> twice = change("2", other, "LEFT", noon.plusSeconds(60));
    assertThat(
            scenario
                .imported(community, List.of(good, good, twice))
                .array("importCommunityMembers.userErrors.0.field"))
        .containsExactly("input", "changes", "2", "changeId");
    assertThat(scenario.everything(community)).isEqualTo(before);

    Answer renamed =
        scenario.imported(
            community,
            List.of(
                change("1", member, "JOINED", noon),
                change("1", other, "JOINED", noon),
                change("3", member, "LEFT", noon.plusSeconds(60))));

    assertThat(renamed.number("importCommunityMembers.leftCount")).isEqualTo(1);
    assertThat(renamed.number("importCommunityMembers.joinedCount")).isEqualTo(2);
    scenario.assertCounted(community, 1);
  }

  @Test
  void what_happened_in_the_group_is_no_request_that_capacity_could_refuse() {
    scenario.join(member, community).expectSuccess("joinCommunity");
    UUID other = scenario.member();

    Answer answer = scenario.imported(community, List.of(change("j", other, "JOINED", noon)));

    assertThat(answer.number("importCommunityMembers.joinedCount")).isEqualTo(1);
    scenario.assertCounted(community, 2);
    assertThat(scenario.join(scenario.member(), community).userErrorCodes("joinCommunity"))
        .containsExactly("COMMUNITY_FULL");
  }

  @Test
  void reports_in_whatever_order_and_however_often_come_to_the_same() {
    List<Map<String, Object>> changes = new ArrayList<>();
    changes.add(change("1", member, "JOINED", noon));
    changes.add(change("2", member, "LEFT", noon.plusSeconds(1)));
    changes.add(change("3", member, "JOINED", noon.plusSeconds(2)));
    changes.add(change("4", member, "LEFT", noon.plusSeconds(2)));
    Random random = new Random(20_270_301);
    for (int round = 0; round < 12; round++) {
      UUID at = scenario.community(null);
      List<Map<String, Object>> some = new ArrayList<>(changes);
      some.addAll(changes.subList(0, 2));
      Collections.shuffle(some, random);
      boolean comesBack = round % 2 == 0;
      if (comesBack) {
        some.add(random.nextInt(some.size()), change("5", member, "JOINED", noon.plusSeconds(3)));
      }
      for (Map<String, Object> one : some) {
        scenario.imported(at, List.of(one)).expectSuccess("importCommunityMembers");
      }
      assertThat(scenario.isIn(member, at)).as("round " + round).isEqualTo(comesBack);
      scenario.assertCounted(at, comesBack ? 1 : 0);
    }
  }

  @Test
  void a_leaving_that_is_told_late_does_not_end_what_began_after_it() {
    scenario.join(member, community).expectSuccess("joinCommunity");

    Answer answer = scenario.imported(community, List.of(change("l", member, "LEFT", noon)));

    assertThat(answer.number("importCommunityMembers.leftCount")).isZero();
    assertThat(scenario.isIn(member, community)).isTrue();
    scenario.assertCounted(community, 1);
  }

  @Test
  void who_is_unknown_is_told_apart_and_the_others_are_taken() {
    UUID nobody = UUID.randomUUID();

    Answer answer =
        scenario.imported(
            community,
            List.of(change("x", nobody, "JOINED", noon), change("j", member, "JOINED", noon)));

    assertThat(answer.array("importCommunityMembers.unknownMemberIds"))
        .containsExactly(MembershipOperatorApi.MEMBER.encode(nobody));
    scenario.assertCounted(community, 1);
  }

  @Test
  void what_cannot_have_happened_is_refused_and_nothing_changes() {
    String before = scenario.everything(community);
    Map<String, Object> good = change("good", member, "JOINED", noon);
    for (Instant at :
        List.of(clock.instant().plusSeconds(400), clock.instant().minus(Duration.ofDays(4_000)))) {
      assertThat(
              scenario
                  .imported(community, List.of(good, change("bad", member, "LEFT", at)))
                  .userErrorCodes("importCommunityMembers"))
          .containsExactly("INVALID_INPUT");
    }
    assertThat(scenario.imported(community, List.of()).userErrorCodes("importCommunityMembers"))
        .containsExactly("INVALID_INPUT");
    assertThat(
            scenario
                .imported(community, Collections.nCopies(101, good))
                .userErrorCodes("importCommunityMembers"))
        .containsExactly("INVALID_INPUT");
    rows.update(
        "UPDATE community SET dissolves_at = $2 WHERE id = $1",
        community,
        noon.atOffset(java.time.ZoneOffset.UTC));
    assertThat(scenario.imported(community, List.of(good)).userErrorCodes("importCommunityMembers"))
        .containsExactly("COMMUNITY_DISSOLVED");
    rows.update("UPDATE community SET dissolves_at = NULL WHERE id = $1", community);
    assertThat(scenario.everything(community)).isEqualTo(before);
    Map<String, Object> input = MembershipScenario.on(community);
    input.put("changes", List.of(good));
    assertThat(scenario.as(member).run("importCommunityMembers", input).errorCodes())
        .containsExactly("FORBIDDEN");
  }

  @Test
  void a_server_tells_who_came_and_went_and_whom_the_group_knows_by_which_name() {
    MembershipReport joined = report("wx:1", noon, "wm-" + member);

    assertThat(Rows.await(memberships.joinedByServer(joined))).isTrue();
    assertThat(Rows.await(memberships.joinedByServer(joined))).isFalse();

    scenario.assertCounted(community, 1);
    assertThat(Rows.await(memberships.memberOf(community, "wm-" + member))).isEqualTo(member);
    assertThat(Rows.await(memberships.memberOf(community, "wm-nobody"))).isNull();
    MembershipReport left = report("wx:2", noon.plusSeconds(5), null);
    assertThat(Rows.await(memberships.leftByServer(left))).isTrue();
    assertThat(Rows.await(memberships.leftByServer(left))).isFalse();
    scenario.assertCounted(community, 0);
    assertThat(scenario.history(member, community))
        .isEqualTo("JOINED WECOM_CALLBACK, LEFT WECOM_CALLBACK");
    assertThat(rows.count("community_membership_change WHERE report_hash LIKE '%wx:%'")).isZero();
  }

  @Test
  void a_server_can_bring_nobody_into_what_is_gone() {
    rows.update(
        "UPDATE community SET dissolves_at = $2 WHERE id = $1",
        community,
        noon.atOffset(java.time.ZoneOffset.UTC));
    assertThat(Rows.await(memberships.joinedByServer(report("wx:1", noon, null)))).isFalse();
    UUID open = scenario.community(null);
    scenario
        .as(member)
        .run("deleteAccount", Map.of("confirm", true))
        .expectSuccess("deleteAccount");
    MembershipReport late =
        new MembershipReport(open, member, noon, MembershipSource.WECOM_CALLBACK, "wx:2", "wm-1");
    assertThat(Rows.await(memberships.joinedByServer(late))).isFalse();
    assertThat(rows.count("community_membership WHERE member_id = $1", member)).isZero();
    MembershipReport nobody =
        new MembershipReport(
            open, UUID.randomUUID(), noon, MembershipSource.WECOM_CALLBACK, "wx:3", null);
    assertThatThrownBy(() -> Rows.await(memberships.joinedByServer(nobody)))
        .isInstanceOf(RequestFailure.class);
  }

  @Test
  void a_role_is_logged_once_and_on_record() {
    scenario.join(member, community);

    scenario.setRole(member, community, CommunityRole.SEEDER).expectSuccess("setCommunityRole");
    scenario.setRole(member, community, CommunityRole.SEEDER).expectSuccess("setCommunityRole");

    assertThat(scenario.history(member, community))
        .isEqualTo("JOINED CLIENT, ROLE SEEDER OPERATOR");
    assertThat(
            rows.count(
                "audit_entry WHERE action = 'setCommunityRole' AND subject = $1",
                MembershipOperatorApi.MEMBER.encode(member)))
        .isEqualTo(2);
  }

  private MembershipReport report(String id, Instant at, String chatUser) {
    return new MembershipReport(
        community, member, at, MembershipSource.WECOM_CALLBACK, id, chatUser);
  }
}
