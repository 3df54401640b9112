package io.siyu.platform.audit;

import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls that do something with entitlements. */
final class EntitlementCalls {

  private final GraphQLClient admin;
  private final String adminId;
  private final GraphQLClient member;

  EntitlementCalls(GraphQLClient admin, String adminId, GraphQLClient member) {
    this.admin = admin;
    this.adminId = adminId;
    this.member = member;
  }

  Map<String, Supplier<Call>> all() {
    return Map.of(
        "saveEntitlementTemplate",
        () -> call(terms(), "saveEntitlementTemplate.template.id"),
        "grantEntitlement",
        () -> call(grant(), "grantEntitlement.entitlement.id"),
        "useEntitlement",
        this::use,
        "undoEntitlementUse",
        this::undo,
        "revokeEntitlement",
        this::revoke);
  }

  private Call use() {
    String entitlement = entitlement();
    return call(keyed("entitlementId", entitlement), entitlement);
  }

  private Call undo() {
    String use =
        run("useEntitlement", keyed("entitlementId", entitlement())).text("useEntitlement.use.id");
    Map<String, Object> input = keyed("useId", use);
    input.put("reason", "点错了人");
    return call(input, use);
  }

  private Call revoke() {
    String entitlement = entitlement();
    Map<String, Object> input = keyed("entitlementId", entitlement);
    input.put("reason", "误发");
    return call(input, entitlement);
  }

  private String entitlement() {
    return run("grantEntitlement", grant()).text("grantEntitlement.entitlement.id");
  }

  private Map<String, Object> grant() {
    Map<String, Object> input =
        keyed(
            "templateId",
            run("saveEntitlementTemplate", terms()).text("saveEntitlementTemplate.template.id"));
    input.put("memberId", member.send("{ viewer { id } }", Map.of()).text("viewer.id"));
    input.put("reason", "客服补偿");
    return input;
  }

  private static Map<String, Object> terms() {
    Map<String, Object> input = keyed("name", "私教课");
    input.put("kind", "LESSON_CARD");
    input.put("total", 2);
    return input;
  }

  private Call call(Map<String, Object> input, String subject) {
    return new Call(admin, adminId, input, subject);
  }

  private Answer run(String mutation, Map<String, Object> input) {
    return admin.run(mutation, input).expectSuccess(mutation);
  }

  private static Map<String, Object> keyed(String name, Object value) {
    Map<String, Object> input = new HashMap<>();
    input.put("idempotencyKey", UUID.randomUUID().toString());
    input.put(name, value);
    return input;
  }
}
