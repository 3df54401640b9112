package io.siyu.platform.audit;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What operators say of members. */
final class MemberInputs {

  private MemberInputs() {}

  static Map<String, Object> tagged(String member) {
    return Map.of(
        "memberIds",
        List.of(member),
        "add",
        List.of(Map.of("code", "油皮")),
        "idempotencyKey",
        UUID.randomUUID().toString());
  }

  static Map<String, Object> questionnaire() {
    return Map.of(
        "title",
        "肤质小问卷",
        "questions",
        List.of(
            Map.of(
                "code",
                "skin",
                "text",
                "你的皮肤问题?",
                "options",
                List.of(
                    Map.of("code", "3", "text", "痘痘", "tagCode", "acne"),
                    Map.of("code", "4", "text", "敏感", "tagCode", "sensitive")))),
        "idempotencyKey",
        UUID.randomUUID().toString());
  }
}
