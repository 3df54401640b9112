package io.siyu.member.questionnaire;

import io.siyu.member.PersonalData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What a member answered; nothing of it is kept of one who leaves. */
@ApplicationScoped
class QuestionnaireAnswersData implements PersonalData {

  private final Questionnaires questionnaires;

  QuestionnaireAnswersData(Questionnaires questionnaires) {
    this.questionnaires = questionnaires;
  }

  @Override
  public String section() {
    return "questionnaireAnswers";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return questionnaires.export(member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return questionnaires.forget(member).replaceWithVoid();
  }
}
