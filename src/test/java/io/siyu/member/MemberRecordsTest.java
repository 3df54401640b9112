package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MemberRecordsTest {

  @Inject Rows rows;
  @Inject StatementLog statements;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private GraphQLClient staff;

  @BeforeEach
  void log_in() {
    staff =
        anonymous.as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .text("operatorLogin.accessToken"));
  }

  @Test
  void a_page_of_members_with_their_tags_takes_two_statements() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.add(idOf(anonymous.asMember("new:page-" + i + "-" + suffix)));
    }
    tag(ids, "page-" + suffix);

    statements.start();
    Answer answer = staff.runWith("members", Map.of("filter", Map.of("tag", "page-" + suffix)));
    assertThat(statements.stop("home_store_id, m.growth")).hasSize(1);
    assertThat(answer.array("members.nodes")).hasSize(7);
    statements.start();
    staff.runWith("members", Map.of("filter", Map.of("tag", "page-" + suffix)));
    assertThat(statements.stop("source_id, set_at, expires_at FROM member_tag")).hasSize(1);
    assertThat(answer.text("members.nodes.6.tags.0.code")).isEqualTo("page-" + suffix);
  }

  @Test
  void pages_follow_each_other_without_gaps_or_repeats() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, idOf(anonymous.asMember("new:pages-" + i + "-" + suffix)));
    }
    tag(ids, "pages-" + suffix);
    List<String> seen = new ArrayList<>();
    String after = null;
    do {
      Map<String, Object> variables = new java.util.HashMap<>();
      variables.put("filter", Map.of("tag", "pages-" + suffix));
      variables.put("first", 2);
      variables.put("after", after);
      Answer page = staff.runWith("members", variables);
      IntStream.range(0, page.array("members.nodes").size())
          .forEach(i -> seen.add(page.text("members.nodes." + i + ".id")));
      after =
          (Boolean) page.at("members.pageInfo.hasNextPage")
              ? page.text("members.pageInfo.endCursor")
              : null;
    } while (after != null);

    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void the_filters_hold_together() {
    GraphQLClient member = anonymous.asMember("new:filter-" + suffix);
    String id = idOf(member);
    String digits = "1" + String.format("%010d", Math.abs(suffix.hashCode()));
    member.run("bindPhone", Map.of("code", "phone:" + digits)).expectSuccess("bindPhone");

    assertThat(found(Map.of("phone", digits))).containsExactly(id);
    assertThat(found(Map.of("phone", "+86" + digits, "firstChannel", "ORGANIC")))
        .containsExactly(id);
    assertThat(found(Map.of("phone", digits, "firstChannel", "AD"))).isEmpty();
    assertThat(found(Map.of("phone", digits, "status", "BLOCKED"))).isEmpty();
    rows.update("UPDATE member SET status = 'BLOCKED' WHERE id = $1", Rows.uuid(id));
    assertThat(found(Map.of("phone", digits, "status", "BLOCKED"))).containsExactly(id);
    Answer bad = staff.runWith("members", Map.of("filter", Map.of("phone", "not a number")));
    assertThat(bad.errorCodes()).containsExactly("BAD_INPUT");
  }

  @Test
  void staff_see_only_a_part_of_the_number() {
    GraphQLClient member = anonymous.asMember("new:masked-" + suffix);
    member.run("bindPhone", Map.of("code", "phone:13812345678")).expectSuccess("bindPhone");

    Answer answer = staff.runWith("member", Map.of("id", idOf(member)));

    assertThat(answer.text("member.maskedPhone")).isEqualTo("+86138****5678");
    assertThat(answer.body().encode()).doesNotContain("12345678");
  }

  @Test
  void members_and_strangers_see_nobody() {
    GraphQLClient member = anonymous.asMember("new:curious-" + suffix);
    Map<String, String> own = Map.of("id", idOf(member));

    assertThat(member.runWith("member", own).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(member.runWith("members", Map.of()).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(anonymous.runWith("members", Map.of()).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(staff.runWith("member", Map.of("id", "member_AZAAAAAAcACAAAAAAAAAAQ")).errorCodes())
        .containsExactly("NOT_FOUND");
  }

  private List<String> found(Map<String, String> filter) {
    Answer answer = staff.runWith("members", Map.of("filter", filter)).expectSuccess("members");
    return IntStream.range(0, answer.array("members.nodes").size())
        .mapToObj(i -> answer.text("members.nodes." + i + ".id"))
        .toList();
  }

  private void tag(List<String> members, String code) {
    staff
        .run(
            "tagMembers",
            Map.of(
                "memberIds",
                members,
                "add",
                List.of(Map.of("code", code)),
                "idempotencyKey",
                UUID.randomUUID().toString()))
        .expectSuccess("tagMembers");
  }

  private static String idOf(GraphQLClient member) {
    return member.send("{ viewer { id } }", Map.of()).text("viewer.id");
  }
}
