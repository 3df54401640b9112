package io.siyu.member.referral;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A member as a login made or found one. */
record Newcomer(GraphQLClient client, String taggedId, String inviteCode) {

  private static final String LOGIN = "loginWithWeChat";

  /**
   * @param code of the sandbox
   * @param inviteCode null for none
   */
  static Newcomer comes(GraphQLClient anonymous, String code, String inviteCode) {
    Map<String, Object> input = new HashMap<>();
    input.put("code", code);
    input.put("inviteCode", inviteCode);
    Answer answer = anonymous.run(LOGIN, input).expectSuccess(LOGIN);
    GraphQLClient client = anonymous.as(answer.text(LOGIN + ".accessToken"));
    Answer viewer = client.send("{ viewer { id inviteCode } }", Map.of());
    return new Newcomer(client, viewer.text("viewer.id"), viewer.text("viewer.inviteCode"));
  }

  UUID id() {
    return Rows.uuid(taggedId);
  }
}
