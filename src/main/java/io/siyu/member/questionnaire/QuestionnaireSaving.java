package io.siyu.member.questionnaire;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Staff make and change questionnaires, on record. */
@ApplicationScoped
class QuestionnaireSaving {

  private final Idempotency idempotency;
  private final Questionnaires questionnaires;
  private final Audit audit;

  QuestionnaireSaving(Idempotency idempotency, Questionnaires questionnaires, Audit audit) {
    this.idempotency = idempotency;
    this.questionnaires = questionnaires;
    this.audit = audit;
  }

  /**
   * Replaces the questionnaire as a whole. What members answered before, and the tags that it gave
   * them, stay until they answer again.
   *
   * @param id null = a new one
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal IDEMPOTENCY_KEY_REUSED
   */
  Uni<Questionnaire> save(UUID operator, UUID id, NewQuestionnaire wanted, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "saveQuestionnaire",
            idempotencyKey,
            Fingerprint.of(id, wanted),
            () ->
                (id == null ? questionnaires.add(wanted) : questionnaires.change(id, wanted))
                    .call(saved -> record(operator, saved, wanted)))
        .chain(questionnaires::one);
  }

  private Uni<Void> record(UUID operator, UUID id, NewQuestionnaire saved) {
    return audit.record(
        operator,
        "saveQuestionnaire",
        Questionnaire.ID.encode(id),
        new JsonObject()
            .put("title", saved.title())
            .put("open", saved.open())
            .put("questions", QuestionnaireQuestion.toJson(saved.questions())));
  }
}
