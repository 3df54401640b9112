package io.siyu.member.questionnaire;

import static io.siyu.member.questionnaire.QuestionnaireScenario.SUBMIT;
import static io.siyu.member.questionnaire.QuestionnaireScenario.answers;
import static io.siyu.member.questionnaire.QuestionnaireScenario.saved;
import static io.siyu.member.questionnaire.QuestionnaireScenario.skin;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One member's answers, sent many times at once to two instances of the packaged application. */
@Tag("native")
class QuestionnaireReplicasIT {

  private static final int ATTEMPTS = 32;

  @Test
  void one_answer_sent_many_times_at_once_brings_points_once() {
    try (Cluster cluster = Cluster.ofTwo("questionnaires")) {
      GraphQLClient anonymous = cluster.instance(0).client();
      GraphQLClient staff =
          anonymous.as(
              anonymous
                  .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                  .text("operatorLogin.accessToken"));
      String questionnaire = saved(staff, skin("replicas-"));
      GraphQLClient member = anonymous.asMember("new:answering");
      UUID id = Rows.uuid(member.send("{ viewer { id } }", Map.of()).text("viewer.id"));

      // Every attempt has a key of its own: no record of an earlier answer keeps them apart.
      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              ATTEMPTS,
              ATTEMPTS,
              (instance, number) ->
                  member
                      .at(instance.uri())
                      .run(SUBMIT, answers(questionnaire, List.of("3"), List.of("D"))));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes)
          .allSatisfy(
              outcome -> {
                assertThat(outcome.failure()).isNull();
                outcome.result().expectSuccess(SUBMIT);
              });
      assertThat(
              cluster.number(
                  "SELECT count(*) FROM points_entry WHERE member_id = ? AND points > 0", id))
          .as("times that points were earned")
          .isEqualTo(1);
      assertThat(cluster.number("SELECT count(*) FROM member_tag WHERE member_id = ?", id))
          .as("tags: acne, gone")
          .isEqualTo(2);
      assertThat(staff.runWith("pointsReconciliation", Map.of()).at("pointsReconciliation.clean"))
          .isEqualTo(true);
    }
  }
}
