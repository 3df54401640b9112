package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.points.PointsReconciliation;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** People with two records, which become one when WeChat tells that they are one person. */
abstract class MergingScenario {

  private static final String LOGIN = "loginWithWeChat";

  @Inject Rows rows;
  @Inject PointsReconciliation reconciliation;

  final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  /** And logs in with both again, which changes nothing any more. */
  void merge(Person stays, Person gone, int unionid) {
    comes(stays.login() + ":u" + unionid, null);
    comes(gone.login() + ":u" + unionid, null);
    assertThat(rows.count("member WHERE id = $1 AND merged_into = $2", gone.id(), stays.id()))
        .isEqualTo(1);
    String before = everything();
    assertThat(comes(gone.login() + ":u" + unionid, null).id()).isEqualTo(stays.id());
    assertThat(comes(stays.login() + ":u" + unionid, null).id()).isEqualTo(stays.id());
    assertThat(everything()).isEqualTo(before);
  }

  private String everything() {
    return rows.checksum(
            "invite",
            "referral_signal",
            "member_note",
            "member_intent_change",
            "questionnaire_submission",
            "member_tag",
            "points_entry")
        + rows.text("SELECT md5(string_agg(n::text, ',' ORDER BY n)) FROM member_need n")
        + rows.count("member_further_invite_code");
  }

  Person comes(String login, String inviteCode) {
    Map<String, Object> input = new HashMap<>();
    input.put("code", login);
    input.put("inviteCode", inviteCode);
    Answer answer = anonymous.run(LOGIN, input).expectSuccess(LOGIN);
    GraphQLClient client = anonymous.as(answer.text(LOGIN + ".accessToken"));
    Answer viewer = client.send("{ viewer { id inviteCode } }", Map.of());
    return new Person(login, client, viewer.text("viewer.id"), viewer.text("viewer.inviteCode"));
  }

  /**
   * @param login code of the sandbox, without a unionid
   * @param code for inviting
   */
  record Person(String login, GraphQLClient client, String taggedId, String code) {

    UUID id() {
      return Rows.uuid(taggedId);
    }
  }
}
