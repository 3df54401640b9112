package io.siyu.member.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.member.PersonalRows;
import io.siyu.member.care.IntentVerdict.Effect;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Needs and intents, notes and custodians, as staff set and see them. */
@QuarkusTest
class MemberCareTest extends CareScenario {

  @Inject MemberNeeds needs;
  @Inject CareData data;
  @Inject StatementLog statements;

  @Test
  void an_intent_is_set_changed_and_taken_away_and_every_change_is_logged() {
    String member = member();

    intent(member, "祛痘", "WARM", "问过价格").expectSuccess("setMemberIntent");
    Answer urgent = intent(member, "祛痘", "URGENT", "下周拍婚纱照").expectSuccess("setMemberIntent");
    intent(member, "美白", "COLD", "说过不要").expectSuccess("setMemberIntent");

    assertThat(urgent.text("setMemberIntent.change.from")).isEqualTo("WARM");
    assertThat(urgent.text("setMemberIntent.change.to")).isEqualTo("URGENT");
    Answer seen = seen(member);
    assertThat(seen.array("member.needs")).hasSize(2);
    assertThat(seen.text("member.needs.0.need")).as("the most urgent first").isEqualTo("祛痘");
    assertThat(seen.text("member.needs.0.reason")).isEqualTo("下周拍婚纱照");
    assertThat(seen.array("member.intentChanges")).hasSize(3);

    intent(member, "祛痘", null, "买好了").expectSuccess("setMemberIntent");
    seen = seen(member);
    assertThat(seen.array("member.needs")).hasSize(1);
    assertThat(seen.text("member.intentChanges.0.from")).isEqualTo("URGENT");
    assertThat(seen.at("member.intentChanges.0.to")).isNull();
    assertThat(audits("setMemberIntent", member)).isEqualTo(4);
    assertThat(rows.count("audit_entry WHERE subject = $1 AND details::text LIKE '%婚纱%'", member))
        .as("personal data in the audit log")
        .isZero();
  }

  @Test
  void taking_away_a_need_that_never_was_changes_and_logs_nothing() {
    String member = member();
    Map<String, Object> input = input("memberId", member);
    input.putAll(Map.of("need", "祛痘", "reason", "买好了"));

    for (int i = 0; i < 2; i++) {
      Answer answer = admin.run("setMemberIntent", input).expectSuccess("setMemberIntent");
      assertThat(answer.at("setMemberIntent.change")).isNull();
    }

    assertThat(seen(member).array("member.needs")).isEmpty();
    assertThat(seen(member).array("member.intentChanges")).isEmpty();
    assertThat(audits("setMemberIntent", member)).isZero();
  }

  @Test
  void a_repeated_intent_is_one_change() {
    String member = member();
    Map<String, Object> input = input("memberId", member);
    input.putAll(Map.of("need", "祛痘", "intent", "COLD", "reason", "先不要"));

    Answer first = admin.run("setMemberIntent", input).expectSuccess("setMemberIntent");
    intent(member, "祛痘", "URGENT", "又要了").expectSuccess("setMemberIntent");
    Answer again = admin.run("setMemberIntent", input).expectSuccess("setMemberIntent");

    assertThat(again.at("setMemberIntent.change")).isEqualTo(first.at("setMemberIntent.change"));
    assertThat(seen(member).text("member.needs.0.intent")).isEqualTo("URGENT");
    input.put("reason", "另一个");
    assertThat(admin.run("setMemberIntent", input).userErrorCodes("setMemberIntent"))
        .containsExactly("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void cold_holds_back_and_urgent_opens_the_offer_with_the_reason() {
    String member = member();
    UUID id = Rows.uuid(member);
    assertThat(verdict(id, null).effect()).isEqualTo(Effect.NEUTRAL);

    intent(member, "美白", "COLD", "说过不要").expectSuccess("setMemberIntent");
    assertThat(verdict(id, null)).isEqualTo(new IntentVerdict(Effect.HELD_BACK, "美白", "说过不要"));
    assertThat(verdict(id, "祛痘").effect()).as("another need").isEqualTo(Effect.NEUTRAL);

    intent(member, "祛痘", "URGENT", "下周拍婚纱照").expectSuccess("setMemberIntent");
    assertThat(verdict(id, "祛痘").effect()).isEqualTo(Effect.OFFER_OPEN);
    assertThat(verdict(id, "美白").effect()).isEqualTo(Effect.HELD_BACK);
    assertThat(verdict(id, null).effect()).isEqualTo(Effect.OFFER_OPEN);
  }

  @Test
  void a_member_has_at_most_twenty_needs_and_a_refused_one_changes_nothing() {
    String member = member();
    for (int i = 0; i < MemberNeeds.MAX_NEEDS; i++) {
      intent(member, "需求" + i, "WARM", "说过").expectSuccess("setMemberIntent");
    }
    String before = seen(member).at("member").toString();

    assertThat(intent(member, "再来", "WARM", "说过").userErrorCodes("setMemberIntent"))
        .containsExactly("TOO_MANY_NEEDS");
    assertThat(intent(member, " ", "WARM", "说过").userErrorCodes("setMemberIntent"))
        .containsExactly("INVALID_INPUT");
    assertThat(intent(member, "需求1", "WARM", "").userErrorCodes("setMemberIntent"))
        .containsExactly("INVALID_INPUT");
    assertThat(intent(Custodians.MEMBER.encode(Ids.next()), "需求", "WARM", "说过").errorCodes())
        .containsExactly("NOT_FOUND");

    assertThat(seen(member).at("member").toString()).isEqualTo(before);
    intent(member, "需求1", "COLD", "不要了").expectSuccess("setMemberIntent");
  }

  @Test
  void notes_are_seen_by_colleagues_and_removed_by_their_keeper_or_an_admin() {
    String member = member();
    String name = "care-" + Ids.next();
    colleague(name, "SERVICE");
    String mine = note(admin, member, "喜欢周末来店里").text("addMemberNote.note.id");
    GraphQLClient service = login(name, PASSWORD);
    String theirs = note(service, member, "对芒果过敏").text("addMemberNote.note.id");
    assertThat(seen(member).text("member.notes.0.text")).isEqualTo("对芒果过敏");

    Answer refused = service.run("removeMemberNote", Map.of("noteId", mine));
    assertThat(refused.userErrorCodes("removeMemberNote")).containsExactly("NOT_KEEPER");
    assertThat(seen(member).array("member.notes")).hasSize(2);
    service.run("removeMemberNote", Map.of("noteId", theirs)).expectSuccess("removeMemberNote");
    String third = note(service, member, "第三条").text("addMemberNote.note.id");
    admin.run("removeMemberNote", Map.of("noteId", third)).expectSuccess("removeMemberNote");
    assertThat(admin.run("removeMemberNote", Map.of("noteId", third)).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(seen(member).array("member.notes")).hasSize(1);
  }

  @Test
  void there_are_at_most_a_hundred_notes_about_a_member() {
    String member = member();
    note(admin, member, "第一条").expectSuccess("addMemberNote");
    rows.update(
        """
        INSERT INTO member_note (id, member_id, text, author_id, keeper_id, created_at)
        SELECT gen_random_uuid(), member_id, text, author_id, keeper_id, created_at
        FROM member_note, generate_series(2, 100) WHERE member_id = $1""",
        Rows.uuid(member));

    assertThat(note(admin, member, "太多").userErrorCodes("addMemberNote"))
        .containsExactly("TOO_MANY_NOTES");
    assertThat(note(admin, member, "长".repeat(501)).userErrorCodes("addMemberNote"))
        .containsExactly("INVALID_INPUT");

    assertThat(rows.count("member_note WHERE member_id = $1", Rows.uuid(member))).isEqualTo(100);
    assertThat(seen(member).array("member.notes")).hasSize(MemberNotes.LATEST);
  }

  @Test
  void members_are_given_to_a_custodian_found_by_it_and_released() {
    String colleague = colleague();
    String first = member();
    String second = member();

    Answer assigned = assign(colleague, first, second).expectSuccess("assignCustodian");

    assertThat(assigned.number("assignCustodian.memberCount")).isEqualTo(2);
    assertThat(seen(first).text("member.custodian.operatorId")).isEqualTo(colleague);
    Answer found =
        admin.runWith("members", Map.of("filter", Map.of("custodianId", colleague), "first", 50));
    assertThat(found.array("members.nodes")).hasSize(2);
    assertThat(found.array("members.nodes").encode()).contains(first, second);
    assign(null, first).expectSuccess("assignCustodian");
    assertThat(seen(first).at("member.custodian")).isNull();
    assertThat(inCustodyOf(colleague)).isEqualTo(1);
  }

  @Test
  void an_assignment_that_cannot_be_is_refused_as_a_whole() {
    String colleague = colleague();
    String member = member();
    String nobody = CustodyTransfer.OPERATOR.encode(Ids.next());

    assertThat(assign(nobody, member).userErrorCodes("assignCustodian"))
        .containsExactly("OPERATOR_UNAVAILABLE");
    assertThat(assign(colleague, member, Custodians.MEMBER.encode(Ids.next())).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(assign(colleague).userErrorCodes("assignCustodian"))
        .containsExactly("INVALID_INPUT");
    assertThat(
            admin
                .run(
                    "assignCommunityCustodian",
                    Map.of(
                        "communityIds",
                        List.of(io.siyu.platform.graphql.IdType.of("community").encode(Ids.next())),
                        "operatorId",
                        colleague,
                        "idempotencyKey",
                        Ids.next().toString()))
                .errorCodes())
        .containsExactly("NOT_FOUND");

    assertThat(inCustodyOf(colleague)).isZero();
    assertThat(seen(member).at("member.custodian")).isNull();
  }

  @Test
  void beside_a_page_of_members_each_kind_is_read_by_one_statement() {
    String colleague = colleague();
    for (int i = 0; i < 5; i++) {
      String member = member();
      assign(colleague, member).expectSuccess("assignCustodian");
      intent(member, "祛痘", "WARM", "说过").expectSuccess("setMemberIntent");
      note(admin, member, "备注").expectSuccess("addMemberNote");
    }
    statements.start();

    Answer page =
        admin.send(
            """
            query ($id: ID!) { members(filter: {custodianId: $id}, first: 50) { nodes {
              custodian { name } needs { need } intentChanges { need } notes { text } } } }""",
            Map.of("id", colleague));

    assertThat(statements.stop("member_id = ANY($1)")).hasSize(4);
    assertThat(page.array("members.nodes")).hasSize(5);
    assertThat(page.text("members.nodes.4.notes.0.text")).isEqualTo("备注");
  }

  @Test
  void members_take_what_is_known_along_and_nothing_of_it_outlives_them() {
    String member = member();
    UUID id = Rows.uuid(member);
    intent(member, "祛痘", "URGENT", "下周拍婚纱照").expectSuccess("setMemberIntent");
    note(admin, member, "对芒果过敏").expectSuccess("addMemberNote");
    assign(colleague(), member).expectSuccess("assignCustodian");

    JsonArray exported = rows.inTransaction(() -> data.export(id));
    assertThat(exported.encode()).contains("祛痘", "下周拍婚纱照", "对芒果过敏");
    assertThat(exported.getJsonObject(0).getString("kind"))
        .as("the latest first")
        .isEqualTo("note");
    rows.update(
        """
        INSERT INTO member_intent_change
          (id, member_id, need, from_intent, to_intent, reason, operator_id, created_at)
        SELECT gen_random_uuid(), member_id, need, from_intent, to_intent, reason, operator_id,
               created_at
        FROM member_intent_change, generate_series(1, $2) WHERE member_id = $1""",
        id,
        PersonalRows.AT_MOST);
    assertThat(rows.inTransaction(() -> data.export(id))).hasSize(PersonalRows.AT_MOST);
    Rows.await(data.erase(id));
    Rows.await(data.erase(id));

    assertThat(rows.inTransaction(() -> data.export(id))).isEmpty();
    assertThat(rows.count("member_custody WHERE member_id = $1", id)).isZero();
  }

  private IntentVerdict verdict(UUID member, String about) {
    return Rows.await(needs.verdicts(List.of(member), about)).get(member);
  }

  private long audits(String action, String subject) {
    return rows.count("audit_entry WHERE action = $1 AND subject = $2", action, subject);
  }
}
