package io.siyu.platform.audit;

import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.testing.GraphQLClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls about audiences that succeed. */
final class AudienceCalls {

  private final GraphQLClient admin;
  private final String adminId;

  AudienceCalls(GraphQLClient admin, String adminId) {
    this.admin = admin;
    this.adminId = adminId;
  }

  Map<String, Supplier<Call>> all() {
    return Map.of(
        "saveSegment", () -> new Call(admin, adminId, segment(), "saveSegment.segment.id"),
        "refreshSegment", this::refreshSegment,
        "refreshRfm", () -> new Call(admin, adminId, Map.of(), "refreshRfm.run.id"));
  }

  private Call refreshSegment() {
    String segment =
        admin
            .run("saveSegment", segment())
            .expectSuccess("saveSegment")
            .text("saveSegment.segment.id");
    return new Call(admin, adminId, Map.of("segmentId", segment), segment);
  }

  private static Map<String, Object> segment() {
    String key = UUID.randomUUID().toString();
    return Map.of(
        "name",
        "新会员 " + key,
        "rule",
        Map.of("lifecycleStages", List.of("NEW")),
        "idempotencyKey",
        key);
  }
}
