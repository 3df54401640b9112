package io.siyu.platform.audit;

import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Rows;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What operators say of members. */
final class MemberInputs {

  private MemberInputs() {}

  /**
   * @return id of a pair that waits for staff
   */
  static String mergeFlag(Rows rows) {
    UUID first = Ids.next();
    UUID second = Ids.next();
    for (UUID member : List.of(first, second)) {
      rows.update("INSERT INTO member (id, openid) VALUES ($1, $2)", member, "flagged-" + member);
    }
    UUID flag = Ids.next();
    rows.update(
        """
        INSERT INTO member_merge_flag (id, first_id, second_id, flagged_at)
        VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), now())""",
        flag,
        first,
        second);
    return IdType.of("member-merge-flag").encode(flag);
  }

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
