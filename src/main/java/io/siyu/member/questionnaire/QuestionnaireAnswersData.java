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

  private static final String GIVE_WAY =
      """
      DELETE FROM questionnaire_submission s USING questionnaire_submission g
      WHERE s.member_id = $2 AND g.member_id = $1 AND g.questionnaire_id = s.questionnaire_id
        AND g.submitted_at > s.submitted_at""";

  private static final String MOVE =
      """
      UPDATE questionnaire_submission s SET member_id = $2
      WHERE s.member_id = $1 AND NOT EXISTS (
        SELECT FROM questionnaire_submission h
        WHERE h.member_id = $2 AND h.questionnaire_id = s.questionnaire_id)""";

  /** Of both, as tags move before or after the answers that they came from. */
  private static final String UNTAG =
      """
      DELETE FROM member_tag t
      WHERE t.member_id IN ($1, $2) AND t.source = 'QUESTIONNAIRE' AND NOT EXISTS (
        SELECT FROM questionnaire_submission s
        WHERE s.member_id = $2 AND t.code = ANY(s.tags))""";

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

  /** Of two sets of answers the later one stays, as if one member had answered again. */
  @Override
  public Uni<Void> move(UUID from, UUID to) {
    return sql.update(GIVE_WAY, from, to)
        .chain(() -> sql.update(MOVE, from, to))
        .chain(() -> sql.update(UNTAG, from, to))
        .replaceWithVoid();
  }
}
