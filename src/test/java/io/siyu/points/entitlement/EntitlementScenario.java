package io.siyu.points.entitlement;

import static io.siyu.testing.Rows.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.database.Ids;
import io.siyu.points.Earning;
import io.siyu.points.PointsLedger;
import io.siyu.points.PointsReconciliation;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A member with points, staff, and a ledger that agrees with itself after every test. */
abstract class EntitlementScenario {

  @Inject Rows rows;
  @Inject MovableClock clock;
  @Inject PointsLedger ledger;
  @Inject PointsReconciliation reconciliation;

  GraphQLClient client;
  GraphQLClient staff;
  String memberId;
  UUID member;

  @BeforeEach
  void logIn() {
    GraphQLClient anonymous = GraphQLClient.ofThisTest();
    client = anonymous.asMember("new:student-" + UUID.randomUUID().toString().substring(0, 8));
    memberId = client.send("{ viewer { id } }", Map.of()).text("viewer.id");
    member = Rows.uuid(memberId);
    staff =
        anonymous.as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .text("operatorLogin.accessToken"));
    await(ledger.earn(Earning.active(member, 100, "ORDER", "o1", "BASE", null)));
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    clock.reset();
    assertThat(await(reconciliation.violations(member))).isEmpty();
  }

  /**
   * @param validDays null = for ever
   */
  String template(int total, Integer validDays) {
    return saveTemplate(total, validDays, Map.of())
        .expectSuccess("saveEntitlementTemplate")
        .text("saveEntitlementTemplate.template.id");
  }

  Answer saveTemplate(int total, Integer validDays, Map<String, Object> more) {
    Map<String, Object> input = input(Map.of("kind", "LESSON_CARD", "name", "私教课"));
    input.put("total", total);
    input.put("validDays", validDays);
    input.putAll(more);
    return staff.run("saveEntitlementTemplate", input);
  }

  String granted(String template) {
    return grant(template, Ids.next().toString())
        .expectSuccess("grantEntitlement")
        .text("grantEntitlement.entitlement.id");
  }

  Answer grant(String template, String key) {
    return staff.run(
        "grantEntitlement",
        Map.of(
            "memberId",
            memberId,
            "templateId",
            template,
            "reason",
            "客服补偿",
            "idempotencyKey",
            ownKey(key)));
  }

  Answer use(String entitlement, String key) {
    return staff.run(
        "useEntitlement", Map.of("entitlementId", entitlement, "idempotencyKey", ownKey(key)));
  }

  String used(String entitlement) {
    return use(entitlement, Ids.next().toString())
        .expectSuccess("useEntitlement")
        .text("useEntitlement.use.id");
  }

  Answer undo(String use, String key) {
    return staff.run(
        "undoEntitlementUse",
        Map.of("useId", use, "reason", "点错了人", "idempotencyKey", ownKey(key)));
  }

  /** The member's newest. */
  Answer seen() {
    return client.runWith("viewerEntitlements", Map.of());
  }

  String state() {
    return seen().text("viewer.entitlements.nodes.0.state");
  }

  String reward(String template) {
    Map<String, Object> input = input(Map.of("kind", "ENTITLEMENT", "name", "一节私教课"));
    input.put("entitlementTemplateId", template);
    input.put("pointsPrice", 30);
    input.put("stockChange", 5);
    input.put("perMemberLimit", 1);
    return staff.run("saveReward", input).expectSuccess("saveReward").text("saveReward.reward.id");
  }

  Answer redeem(String reward) {
    return client.run(
        "redeemReward", Map.of("rewardId", reward, "idempotencyKey", Ids.next().toString()));
  }

  String redeemed(String reward) {
    return redeem(reward).expectSuccess("redeemReward").text("redeemReward.redemption.id");
  }

  Answer cancel(String redemption) {
    return client.run(
        "cancelRedemption",
        Map.of("redemptionId", redemption, "idempotencyKey", Ids.next().toString()));
  }

  /**
   * All that a refusal leaves as it was. Without the marks of the job, which runs beside the tests
   * and sees the clock jump.
   */
  String standing() {
    return rows.text(
        """
        SELECT concat_ws('|',
          (SELECT string_agg(concat(id, used, revoked_at), ',' ORDER BY id) FROM entitlement
           WHERE member_id = $1),
          (SELECT string_agg(u::text, ',' ORDER BY u.id)
           FROM entitlement_use u JOIN entitlement e ON e.id = entitlement_id
           WHERE member_id = $1),
          (SELECT string_agg(id::text, ',' ORDER BY id) FROM redemption WHERE member_id = $1),
          (SELECT string_agg(p::text, ',' ORDER BY id) FROM points_entry p WHERE member_id = $1),
          (SELECT string_agg(concat(id, stock), ',' ORDER BY id) FROM reward),
          (SELECT string_agg(t::text, ',' ORDER BY id) FROM entitlement_template t))""",
        member);
  }

  long audited(String action, String subject) {
    return rows.count("audit_entry WHERE action = $1 AND subject = $2", action, subject);
  }

  /** The same staff serve every test. */
  private String ownKey(String key) {
    return member.toString().substring(24) + ":" + key;
  }

  static Map<String, Object> input(Map<String, Object> values) {
    Map<String, Object> input = new HashMap<>(values);
    input.put("idempotencyKey", Ids.next().toString());
    return input;
  }
}
