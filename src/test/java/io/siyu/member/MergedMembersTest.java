package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.community.CommunityService;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was known of the record that vanished is known of the one that stays. */
@QuarkusTest
class MergedMembersTest extends MergingScenario {

  @Inject CommunityService communities;

  @Test
  void what_staff_know_goes_over_and_a_no_stays_a_no() {
    GraphQLClient admin = admin();
    Person stays = comes("demo:815001", null);
    Person gone = comes("demo:815002", null);
    intent(admin, gone, "美白", "COLD");
    intent(admin, gone, "祛痘", "WARM");
    intent(admin, gone, "抗皱", "WARM");
    intent(admin, stays, "美白", "URGENT");
    intent(admin, stays, "祛痘", "URGENT");
    intent(admin, gone, "保湿", "URGENT");
    intent(admin, stays, "防晒", "WARM");
    intent(admin, gone, "防晒", "URGENT");
    admin.run("addMemberNote", of(gone, "text", "对芒果过敏")).expectSuccess("addMemberNote");
    String keeper = assignNewCustodian(admin, gone);

    merge(stays, gone, 815001);

    Answer seen = admin.runWith("memberCare", Map.of("id", stays.taggedId()));
    assertThat(seen.text("member.notes.0.text")).isEqualTo("对芒果过敏");
    assertThat(seen.text("member.custodian.operatorId")).isEqualTo(keeper);
    assertThat(seen.array("member.intentChanges")).hasSize(8);
    assertThat(needs(stays)).isEqualTo("保湿 URGENT, 抗皱 WARM, 祛痘 URGENT, 美白 COLD, 防晒 URGENT");

    Person third = comes("demo:815003", null);
    assignNewCustodian(admin, third);
    merge(stays, third, 815001);
    assertThat(
            admin
                .runWith("memberCare", Map.of("id", stays.taggedId()))
                .text("member.custodian.operatorId"))
        .as("the one who looks after them")
        .isEqualTo(keeper);
  }

  @Test
  void of_two_sets_of_answers_the_later_one_stays_and_its_tags_with_it() {
    UUID one = questionnaire();
    UUID other = questionnaire();
    UUID third = questionnaire();
    Person stays = comes("demo:816001", null);
    Person gone = comes("demo:816002", null);
    answered(stays, one, "早的", 3);
    answered(gone, one, "晚的", 2);
    answered(stays, other, "后来", 1);
    answered(gone, other, "先前", 2);
    answered(gone, third, "只有", 1);

    merge(stays, gone, 816001);

    assertThat(
            rows.text(
                "SELECT string_agg(code, ' ' ORDER BY code COLLATE \"C\") FROM member_tag"
                    + " WHERE member_id = $1",
                stays.id()))
        .isEqualTo("只有 后来 晚的");
    assertThat(
            rows.text(
                "SELECT string_agg(tags[1], ' ' ORDER BY tags[1] COLLATE \"C\")"
                    + " FROM questionnaire_submission WHERE member_id = $1",
                stays.id()))
        .isEqualTo("只有 后来 晚的");
    assertThat(rows.count("questionnaire_submission WHERE member_id = $1", gone.id())).isZero();
  }

  @Test
  void a_profile_that_the_other_record_completes_earns_once() {
    Person stays = comes("demo:817001", null);
    Person gone = comes("demo:817002", null);
    String store =
        IdType.of("store")
            .encode(Rows.await(communities.addStore("合并店 " + Ids.next(), "杭州", "湖滨路 1 号")));
    stays.client().run("bindPhone", Map.of("code", "phone:13800817001")).expectSuccess("bindPhone");
    update(stays, Map.of("nickname", "梨子", "avatarUrl", "https://a.example/1.png"));
    update(gone, Map.of("birthday", "1990-02-28", "gender", "FEMALE"));
    update(gone, Map.of("city", "杭州", "homeStoreId", store));

    merge(stays, gone, 817001);
    assertThat(balance(stays)).isEqualTo(50);
    comes("demo:817002", null);
    update(stays, Map.of("city", "上海"));

    assertThat(balance(stays)).isEqualTo(50);
    assertThat(Rows.await(reconciliation.violations(stays.id()))).isEmpty();
  }

  @Test
  void who_is_known_to_weCom_stays_known() {
    Person stays = comes("demo:819501", null);
    Person gone = comes("demo:819502", null);
    rows.update(
        "INSERT INTO wecom_person (external_user_id, member_id, asked_at)"
            + " VALUES ('wmMerged8195', $1, now())",
        gone.id());

    merge(stays, gone, 819501);

    assertThat(
            rows.count(
                "wecom_person WHERE external_user_id = 'wmMerged8195' AND member_id = $1",
                stays.id()))
        .isEqualTo(1);
  }

  private GraphQLClient admin() {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .text("operatorLogin.accessToken"));
  }

  private static Map<String, Object> of(Person member, String name, Object value) {
    Map<String, Object> input = new HashMap<>();
    input.put("idempotencyKey", Ids.next().toString());
    input.put("memberId", member.taggedId());
    input.put(name, value);
    return input;
  }

  private static void intent(GraphQLClient admin, Person member, String need, String intent) {
    Map<String, Object> input = of(member, "need", need);
    input.put("intent", intent);
    input.put("reason", "说过");
    admin.run("setMemberIntent", input).expectSuccess("setMemberIntent");
  }

  private String needs(Person member) {
    return rows.text(
        "SELECT string_agg(need || ' ' || intent, ', ' ORDER BY need COLLATE \"C\")"
            + " FROM member_need WHERE member_id = $1",
        member.id());
  }

  private static String assignNewCustodian(GraphQLClient admin, Person member) {
    String operator =
        admin
            .run(
                "createOperator",
                Map.of(
                    "name",
                    "care-" + Ids.next(),
                    "password",
                    "a good password",
                    "roles",
                    List.of("SERVICE")))
            .expectSuccess("createOperator")
            .text("createOperator.operator.id");
    admin
        .run(
            "assignCustodian",
            Map.of(
                "idempotencyKey",
                Ids.next().toString(),
                "memberIds",
                List.of(member.taggedId()),
                "operatorId",
                operator))
        .expectSuccess("assignCustodian");
    return operator;
  }

  private UUID questionnaire() {
    UUID id = Ids.next();
    rows.update(
        """
        INSERT INTO questionnaire (id, title, open, questions, created_at, changed_at)
        VALUES ($1, '肤质小问卷', false, '[{}]', now(), now())""",
        id);
    return id;
  }

  /** Behind the application's back: answering earns points, and then the record would stay. */
  private void answered(Person member, UUID questionnaire, String tag, int hoursAgo) {
    rows.update(
        """
        INSERT INTO questionnaire_submission
          (id, questionnaire_id, member_id, answers, tags, submitted_at)
        VALUES ($1, $2, $3, '[]', ARRAY[$4::text], now() - make_interval(hours => $5))""",
        Ids.next(),
        questionnaire,
        member.id(),
        tag,
        hoursAgo);
    rows.update(
        """
        INSERT INTO member_tag (id, member_id, code, source, source_id, set_at)
        VALUES ($1, $2, $3, 'QUESTIONNAIRE', $4, now())""",
        Ids.next(),
        member.id(),
        tag,
        questionnaire);
  }

  private static void update(Person member, Map<String, Object> input) {
    member.client().run("updateProfile", input).expectSuccess("updateProfile");
  }

  private long balance(Person member) {
    return rows.number(
        "SELECT coalesce(sum(balance), 0)::bigint FROM points_account WHERE member_id = $1",
        member.id());
  }
}
