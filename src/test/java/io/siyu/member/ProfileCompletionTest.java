package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.community.CommunityService;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.points.PointsReconciliation;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever tells everything gets the points of the rule, once. */
@QuarkusTest
class ProfileCompletionTest {

  private static final String UPDATE = "updateProfile";
  private static final int POINTS = 50;

  @Inject Rows rows;
  @Inject CommunityService communities;
  @Inject MemberProfiles profiles;
  @Inject PhoneBinding phones;
  @Inject PointsReconciliation reconciliation;

  private GraphQLClient member;
  private UUID id;
  private String store;

  @BeforeEach
  void new_member() {
    member = GraphQLClient.ofThisTest().asMember("new:f-" + Ids.next());
    id = Rows.uuid(member.send("{ viewer { id } }", Map.of()).text("viewer.id"));
    store =
        IdType.of("store")
            .encode(Rows.await(communities.addStore("完整店 " + Ids.next(), "杭州", "湖滨路 1 号")));
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    assertThat(Rows.await(reconciliation.violations(id))).isEmpty();
  }

  @Test
  void the_change_that_completes_the_profile_earns_and_no_other() {
    member.run("bindPhone", Map.of("code", "phone:13800000001")).expectSuccess("bindPhone");
    Map<String, Object> all = everything();
    all.remove("city");
    member.run(UPDATE, all).expectSuccess(UPDATE);
    assertThat(earned()).isZero();

    member.run(UPDATE, Map.of("city", "杭州")).expectSuccess(UPDATE);

    assertThat(earned()).isEqualTo(POINTS);
  }

  @Test
  void binding_the_phone_completes_it_as_well() {
    member.run(UPDATE, everything()).expectSuccess(UPDATE);
    assertThat(earned()).isZero();

    member.run("bindPhone", Map.of("code", "phone:13800000001")).expectSuccess("bindPhone");

    assertThat(earned()).isEqualTo(POINTS);
  }

  @Test
  void emptying_and_filling_again_earns_nothing() {
    member.run(UPDATE, everything()).expectSuccess(UPDATE);
    for (int i = 0; i < 3; i++) {
      member.run("bindPhone", Map.of("code", "phone:1380000000" + i)).expectSuccess("bindPhone");
      member.run(UPDATE, Map.of("clear", List.of("PHONE", "CITY"))).expectSuccess(UPDATE);
      member.run(UPDATE, Map.of("city", "上海")).expectSuccess(UPDATE);
    }

    assertThat(earned()).isEqualTo(POINTS);
    assertThat(rows.count("points_entry WHERE member_id = $1", id)).isEqualTo(1);
  }

  @Test
  void changes_at_once_complete_it_once() {
    List<Uni<MemberState>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      attempts.add(phones.bind(id, "phone:13800000001"));
      attempts.add(profiles.update(id, input("小桔", "https://a.example/1.png", null, null)));
      attempts.add(profiles.update(id, input(null, null, "杭州", store)));
    }

    Rows.await(Uni.join().all(attempts).andFailFast());

    assertThat(rows.number("SELECT points FROM points_entry WHERE member_id = $1", id))
        .isEqualTo(POINTS);
    assertThat(earned()).isEqualTo(POINTS);
  }

  private static UpdateProfileInput input(
      String nickname, String avatar, String city, String store) {
    return new UpdateProfileInput(
        nickname, avatar, LocalDate.of(1990, 2, 28), Gender.FEMALE, city, store, null);
  }

  private Map<String, Object> everything() {
    Map<String, Object> input = new HashMap<>();
    input.put("nickname", "小桔");
    input.put("avatarUrl", "https://a.example/1.png");
    input.put("birthday", "1990-02-28");
    input.put("gender", "FEMALE");
    input.put("city", "杭州");
    input.put("homeStoreId", store);
    return input;
  }

  private long earned() {
    return rows.number(
        "SELECT coalesce(sum(balance), 0)::bigint FROM points_account WHERE member_id = $1", id);
  }
}
