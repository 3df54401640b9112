package io.siyu.points.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entitlements from staff: given, used, undone, over. */
@QuarkusTest
class EntitlementTest extends EntitlementScenario {

  @Inject StatementLog statements;

  @Test
  void an_entitlement_is_granted_used_to_its_end_and_shown() {
    String template = template(2, null);
    Answer granted = grant(template, "g1").expectSuccess("grantEntitlement");
    String entitlement = granted.text("grantEntitlement.entitlement.id");
    assertThat(granted.text("grantEntitlement.entitlement.state")).isEqualTo("ACTIVE");
    assertThat(granted.text("grantEntitlement.entitlement.source")).isEqualTo("OPERATOR");
    assertThat(grant(template, "g1").at("grantEntitlement"))
        .isEqualTo(granted.at("grantEntitlement"));

    Answer first = use(entitlement, "u1").expectSuccess("useEntitlement");
    Answer again = use(entitlement, "u1").expectSuccess("useEntitlement");
    Answer last = use(entitlement, "u2").expectSuccess("useEntitlement");

    assertThat(first.number("useEntitlement.entitlement.remaining")).isEqualTo(1);
    assertThat(again.at("useEntitlement")).isEqualTo(first.at("useEntitlement"));
    assertThat(last.text("useEntitlement.entitlement.state")).isEqualTo("COMPLETED");
    Answer seen = seen();
    assertThat(seen.array("viewer.entitlements.nodes")).hasSize(1);
    assertThat(seen.number("viewer.entitlements.nodes.0.used")).isEqualTo(2);
    assertThat(seen.array("viewer.entitlements.nodes.0.latestUses")).hasSize(2);
    assertThat(seen.text("viewer.entitlements.nodes.0.latestUses.0.id"))
        .isEqualTo(last.text("useEntitlement.use.id"));
    assertThat(audited("grantEntitlement", entitlement)).isEqualTo(1);
    assertThat(audited("useEntitlement", entitlement)).isEqualTo(2);
  }

  @Test
  void nothing_is_used_beyond_the_total_and_nothing_changes() {
    String entitlement = granted(template(1, null));
    used(entitlement);
    String before = standing();

    Answer refused = use(entitlement, "more");

    assertThat(refused.userErrorCodes("useEntitlement")).containsExactly("USED_UP");
    assertThat(standing()).isEqualTo(before);
    assertThat(audited("useEntitlement", entitlement)).isEqualTo(1);
  }

  @Test
  void it_can_be_used_through_its_last_day_in_the_brands_zone_and_not_a_moment_longer() {
    ZoneId shanghai = ZoneId.of("Asia/Shanghai");
    LocalDate lastDay = LocalDate.ofInstant(clock.instant(), shanghai).plusDays(30);
    Instant end = lastDay.plusDays(1).atStartOfDay(shanghai).toInstant();
    String entitlement = granted(template(3, 30));
    assertThat(seen().text("viewer.entitlements.nodes.0.expiresAt")).isEqualTo(end.toString());

    clock.advance(Duration.between(clock.instant(), end.minusSeconds(30)));
    assertThat(state()).isEqualTo("EXPIRING");
    used(entitlement);
    clock.advance(Duration.ofSeconds(31));

    assertThat(state()).isEqualTo("EXPIRED");
    String before = standing();
    Answer refused = use(entitlement, "late");
    assertThat(refused.userErrorCodes("useEntitlement")).containsExactly("EXPIRED");
    assertThat(refused.text("useEntitlement.userErrors.0.expiresAt")).isEqualTo(end.toString());
    assertThat(standing()).isEqualTo(before);
  }

  @Test
  void it_is_expiring_from_two_weeks_before_its_end_or_from_half_of_its_time() {
    granted(template(3, 60));
    granted(template(3, 7));
    assertThat(state()).isEqualTo("ACTIVE");

    clock.advance(Duration.ofDays(5));
    assertThat(state()).isEqualTo("EXPIRING");
    assertThat(seen().text("viewer.entitlements.nodes.1.state")).isEqualTo("ACTIVE");
    clock.advance(Duration.ofDays(43));
    assertThat(seen().text("viewer.entitlements.nodes.1.state")).isEqualTo("EXPIRING");
  }

  @Test
  void a_use_that_was_a_mistake_is_undone_once_with_a_reason() {
    String entitlement = granted(template(1, null));
    String use = used(entitlement);
    assertThat(undo(use, "u").userErrorCodes("undoEntitlementUse")).isEmpty();

    Answer replayed = undo(use, "u").expectSuccess("undoEntitlementUse");
    assertThat(replayed.number("undoEntitlementUse.entitlement.remaining")).isEqualTo(1);
    assertThat(replayed.text("undoEntitlementUse.use.undoneAt")).isNotNull();
    String before = standing();
    assertThat(undo(use, "u2").userErrorCodes("undoEntitlementUse"))
        .containsExactly("ALREADY_UNDONE");
    assertThat(standing()).isEqualTo(before);
    assertThat(audited("undoEntitlementUse", use)).isEqualTo(1);
    used(entitlement);
    assertThat(state()).isEqualTo("COMPLETED");
  }

  @Test
  void terms_change_for_later_copies_only_and_can_be_withdrawn() {
    String template = template(2, null);
    granted(template);

    saveTemplate(5, null, Map.of("templateId", template, "name", "私教课五节"))
        .expectSuccess("saveEntitlementTemplate");
    assertThat(seen().number("viewer.entitlements.nodes.0.total")).isEqualTo(2);
    granted(template);
    assertThat(seen().number("viewer.entitlements.nodes.0.total")).isEqualTo(5);

    saveTemplate(5, null, Map.of("templateId", template, "offered", false))
        .expectSuccess("saveEntitlementTemplate");
    String before = standing();
    assertThat(grant(template, "late").userErrorCodes("grantEntitlement"))
        .containsExactly("NOT_OFFERED");
    assertThat(standing()).isEqualTo(before);
    assertThat(audited("saveEntitlementTemplate", template)).isEqualTo(3);
    assertThat(
            staff
                .runWith("entitlementTemplates", Map.of("first", 1))
                .at("entitlementTemplates.nodes.0.offered"))
        .isEqualTo(false);
  }

  @Test
  void what_makes_no_sense_is_refused_and_nothing_changes() {
    String template = template(1, null);
    String before = standing();

    assertInvalid(saveTemplate(0, null, Map.of()), "saveEntitlementTemplate", "total");
    assertInvalid(saveTemplate(1001, null, Map.of()), "saveEntitlementTemplate", "total");
    assertInvalid(saveTemplate(1, 0, Map.of()), "saveEntitlementTemplate", "validDays");
    assertInvalid(saveTemplate(1, 3651, Map.of()), "saveEntitlementTemplate", "validDays");
    assertInvalid(saveTemplate(1, 1, Map.of("name", " ")), "saveEntitlementTemplate", "name");
    assertInvalid(
        staff.run(
            "grantEntitlement",
            input(Map.of("memberId", memberId, "templateId", template, "reason", " "))),
        "grantEntitlement",
        "reason");
    assertThat(grant(IdType.of("entitlement-template").encode(Ids.next()), "k").errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(use(IdType.of("entitlement").encode(Ids.next()), "k").errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(undo(IdType.of("entitlement-use").encode(Ids.next()), "k").errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(
            saveTemplate(
                    1,
                    null,
                    Map.of("templateId", IdType.of("entitlement-template").encode(Ids.next())))
                .errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(use(template, "k").errorCodes()).containsExactly("BAD_INPUT");

    assertThat(standing()).isEqualTo(before);
  }

  @Test
  void a_member_pages_through_them_with_two_statements_and_staff_see_those_of_use_first() {
    String template = template(1, null);
    String usable = granted(template);
    for (int i = 0; i < 22; i++) {
      used(granted(template));
    }
    statements.start();
    Answer first = client.runWith("viewerEntitlements", Map.of("first", 15));
    assertThat(statements.stop("FROM entitlement")).hasSize(2);
    Map<String, Object> rest = new HashMap<>(Map.of("first", 15));
    rest.put("after", first.text("viewer.entitlements.pageInfo.endCursor"));
    Answer second = client.runWith("viewerEntitlements", rest);

    assertThat(first.array("viewer.entitlements.nodes")).hasSize(15);
    assertThat(second.array("viewer.entitlements.nodes")).hasSize(8);
    assertThat(second.text("viewer.entitlements.nodes.7.id")).isEqualTo(usable);
    assertThat(client.runWith("viewerEntitlements", Map.of("first", 51)).errorCodes())
        .containsExactly("BAD_INPUT");
    statements.start();
    Answer beside = staff.runWith("memberEntitlements", Map.of("id", memberId));
    assertThat(statements.stop("FROM entitlement")).hasSize(2);
    assertThat(beside.array("member.entitlements")).hasSize(20);
    assertThat(beside.text("member.entitlements.0.id")).isEqualTo(usable);
  }

  @Test
  void someone_elses_are_not_shown() {
    granted(template(1, null));

    assertThat(
            staff
                .asMember("new:stranger-" + member.toString().substring(24))
                .runWith("viewerEntitlements", Map.of())
                .array("viewer.entitlements.nodes"))
        .isEmpty();
  }

  @Test
  void a_member_takes_them_along_and_the_reasons_are_forgotten() {
    String entitlement = granted(template(1, 10));
    undo(used(entitlement), "u").expectSuccess("undoEntitlementUse");
    used(entitlement);

    assertThat(exported().encode()).contains("私教课", "\"used\":1", "点错了人", "usedAt");
    rows.update("UPDATE entitlement SET name = '旧卡' WHERE member_id = $1", member);
    granted(template(1, 10));
    assertThat(exported().getJsonObject(0).getString("name"))
        .as("the latest first")
        .isEqualTo("私教课");
    Rows.await(data.erase(member));
    Rows.await(data.erase(member));

    assertThat(exported().encode()).contains("私教课").doesNotContain("点错了人");
  }

  private JsonArray exported() {
    return rows.inTransaction(() -> data.export(member));
  }

  @Inject EntitlementData data;

  private static void assertInvalid(Answer answer, String mutation, String field) {
    assertThat(answer.userErrorCodes(mutation)).containsExactly("INVALID_INPUT");
    assertThat(answer.array(mutation + ".userErrors.0.field")).containsExactly("input", field);
  }
}
