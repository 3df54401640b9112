package io.siyu.member.questionnaire;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What a member answered; nothing of it is kept of one who leaves. */
@ApplicationScoped
class QuestionnaireAnswersData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_build_object('questionnaire', q.title, 'answers', s.answers,
                                'submittedAt', s.submitted_at) AS item
      FROM questionnaire_submission s JOIN questionnaire q ON q.id = s.questionnaire_id
      WHERE s.member_id = $1 ORDER BY s.submitted_at DESC LIMIT $2""";

  private final PersonalRows rows;
  private final Sql sql;

  QuestionnaireAnswersData(PersonalRows rows, Sql sql) {
    this.rows = rows;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "questionnaireAnswers";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update("DELETE FROM questionnaire_submission WHERE member_id = $1", member)
        .replaceWithVoid();
  }
}
