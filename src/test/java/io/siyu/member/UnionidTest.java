package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.points.Earning;
import io.siyu.points.PointsLedger;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One person in two of the brand's apps is one member, unless both records have books. */
@QuarkusTest
class UnionidTest {

  private static final String LOGIN = "loginWithWeChat";
  private static final String RESOLVE = "resolveMemberMergeFlag";

  @Inject Rows rows;
  @Inject PointsLedger ledger;
  @Inject GrowthService growth;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @Test
  void a_new_openid_of_a_known_unionid_leads_to_the_member_that_is_there() {
    UUID member = login(801001, 801001);
    earn(member);

    assertThat(login(801002, 801001)).isEqualTo(member);
    assertThat(
            anonymous
                .run(LOGIN, Map.of("code", "demo:801002", "channel", "AD"))
                .text(LOGIN + ".member.id"))
        .as("also when WeChat does not tell the unionid")
        .isEqualTo(Viewer.ID.encode(member));
    assertThat(members(801001)).isEqualTo(1);
    assertThat(rows.count("member WHERE openid = 'demo-openid-801002'")).isZero();
  }

  @Test
  void the_record_without_books_vanishes_into_the_one_that_has_some() {
    GraphQLClient empty = client("demo:802001");
    UUID gone = id(empty);
    empty
        .run("updateProfile", Map.of("nickname", "阿梨", "city", "杭州"))
        .expectSuccess("updateProfile");
    tag(gone, "敏感肌");
    UUID stays = login(802002, null);
    client("demo:802002")
        .run("updateProfile", Map.of("nickname", "梨子"))
        .expectSuccess("updateProfile");
    earn(stays);
    login(802002, 802001);

    UUID settled = login(802001, 802001);

    assertThat(settled).isEqualTo(stays);
    assertThat(rows.text("SELECT nickname || city FROM member WHERE id = $1", stays))
        .as("what was told stays, what was not is filled")
        .isEqualTo("梨子杭州");
    assertThat(rows.text("SELECT code FROM member_tag WHERE member_id = $1", stays))
        .isEqualTo("敏感肌");
    assertThat(
            rows.count(
                "member WHERE id = $1 AND status = 'DELETED' AND merged_into = $2", gone, stays))
        .isEqualTo(1);
    assertThat(empty.runWith("viewer", Map.of()).errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(login(802001, null)).isEqualTo(stays);
    assertThat(login(802002, null)).isEqualTo(stays);
  }

  @Test
  void the_one_that_logs_in_stays_when_it_has_the_books_and_else_the_older_one() {
    UUID empty = login(803001, 803001);
    UUID rich = login(803002, null);
    grow(rich);
    assertThat(login(803002, 803001)).isEqualTo(rich);
    assertThat(login(803001, 803001)).isEqualTo(rich);
    assertThat(rows.text("SELECT status FROM member WHERE id = $1", empty)).isEqualTo("DELETED");

    UUID older = login(803011, null);
    UUID younger = login(803012, 803011);
    assertThat(younger).isNotEqualTo(older);
    assertThat(login(803011, 803011)).isEqualTo(older);
    assertThat(login(803012, null)).isEqualTo(older);
  }

  @Test
  void two_records_with_books_stay_apart_and_staff_are_told_once() {
    UUID first = login(804001, 804001);
    UUID second = login(804002, null);
    earn(first);
    earn(second);

    assertThat(login(804002, 804001)).isEqualTo(second);
    assertThat(login(804002, 804001)).isEqualTo(second);
    assertThat(login(804001, 804001)).isEqualTo(first);
    assertThat(rows.count("member_merge_flag WHERE first_id IN ($1, $2)", first, second))
        .isEqualTo(1);
    GraphQLClient staff = staff();
    String flag = flagOf(staff, first, second);
    assertThat(flag).isNotNull();

    Answer resolved =
        staff.run(RESOLVE, Map.of("flagId", flag, "note", "两个人")).expectSuccess(RESOLVE);

    assertThat(resolved.text(RESOLVE + ".flag.resolvedAt")).isNotBlank();
    assertThat(flagOf(staff, first, second)).isNull();
    assertThat(login(804002, 804001)).isEqualTo(second);
    assertThat(flagOf(staff, first, second)).as("staff have decided").isNull();
    assertThat(client("demo:804001").runWith("memberMergeFlags", Map.of()).errorCodes())
        .containsExactly("FORBIDDEN");
  }

  @Test
  void a_flag_is_not_found_once_one_of_the_two_left() {
    UUID first = login(805001, 805001);
    UUID second = login(805002, null);
    earn(first);
    earn(second);
    login(805002, 805001);
    String flag = flagOf(staff(), first, second);
    client("demo:805001")
        .run("deleteAccount", Map.of("confirm", true))
        .expectSuccess("deleteAccount");

    assertThat(staff().run(RESOLVE, Map.of("flagId", flag)).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(login(805002, 805001)).isEqualTo(second);
    assertThat(login(805001, 805001))
        .as("the one who left is known by the unionid")
        .isEqualTo(second);
  }

  @Test
  void whoever_was_shut_out_does_not_come_in_by_another_app() {
    UUID member = login(806001, 806001);
    rows.update("UPDATE member SET status = 'BLOCKED' WHERE id = $1", member);
    String before = rows.checksum("member");

    Answer refused = anonymous.run(LOGIN, Map.of("code", "demo:806002:u806001", "channel", "AD"));

    assertThat(refused.userErrorCodes(LOGIN)).containsExactly("ACCOUNT_BLOCKED");
    assertThat(rows.checksum("member")).isEqualTo(before);
    assertThat(rows.count("member_further_openid WHERE openid = 'demo-openid-806002'")).isZero();
  }

  @Test
  void a_member_of_two_apps_who_leaves_is_recognised_in_both() {
    login(807001, 807001);
    login(807002, 807001);
    client("demo:807002")
        .run("deleteAccount", Map.of("confirm", true))
        .expectSuccess("deleteAccount");

    UUID back = login(807002, null);

    assertThat(rows.count("member WHERE id = $1 AND returned", back)).isEqualTo(1);
    assertThat(rows.count("member_further_openid WHERE openid LIKE 'demo-openid-80700%'")).isZero();
  }

  private UUID login(int openid, Integer unionid) {
    return id(client("demo:" + openid + (unionid == null ? "" : ":u" + unionid)));
  }

  private GraphQLClient client(String code) {
    return anonymous.asMember(code);
  }

  private static UUID id(GraphQLClient member) {
    return Rows.uuid(member.runWith("viewer", Map.of()).text("viewer.id"));
  }

  private long members(int unionid) {
    return rows.count("member WHERE unionid = $1", "demo-unionid-" + unionid);
  }

  private void earn(UUID member) {
    Rows.await(
        ledger.earn(Earning.active(member, 10, "TEST", Ids.next().toString(), "BASE", null)));
  }

  private void grow(UUID member) {
    Rows.await(growth.add(member, 10, "TEST", Ids.next().toString()));
  }

  private void tag(UUID member, String code) {
    Map<String, Object> tags = new HashMap<>();
    tags.put("idempotencyKey", Ids.next().toString());
    tags.put("memberIds", List.of(Viewer.ID.encode(member)));
    tags.put("add", List.of(Map.of("code", code)));
    staff().run("tagMembers", tags).expectSuccess("tagMembers");
  }

  private GraphQLClient staff() {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .text("operatorLogin.accessToken"));
  }

  /** Of the open list; null when the pair is not in it. */
  private static String flagOf(GraphQLClient staff, UUID first, UUID second) {
    Answer list = staff.runWith("memberMergeFlags", Map.of("first", 50));
    for (int i = 0; i < list.array("memberMergeFlags.nodes").size(); i++) {
      String node = "memberMergeFlags.nodes." + i;
      if (List.of(list.text(node + ".members.0.id"), list.text(node + ".members.1.id"))
          .containsAll(List.of(Viewer.ID.encode(first), Viewer.ID.encode(second)))) {
        return list.text(node + ".id");
      }
    }
    return null;
  }
}
