package io.siyu.member.questionnaire;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.member.MemberRewards;
import io.siyu.member.MemberTags;
import io.siyu.member.TagChange;
import io.siyu.member.TagSource;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Members answer questionnaires. Answers, the tags that they stand for, and the points of the first
 * time are one transaction.
 */
@ApplicationScoped
class QuestionnaireAnswering {

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final Questionnaires questionnaires;
  private final MemberTags tags;
  private final MemberRewards rewards;

  QuestionnaireAnswering(
      Idempotency idempotency,
      MemberDirectory members,
      Questionnaires questionnaires,
      MemberTags tags,
      MemberRewards rewards) {
    this.idempotency = idempotency;
    this.members = members;
    this.questionnaires = questionnaires;
    this.tags = tags;
    this.rewards = rewards;
  }

  /**
   * Keeps the answers in the place of earlier ones.
   *
   * @param chosen codes of answers by the code of their question
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal with a code of {@link SubmitQuestionnaireErrorCode}
   */
  Uni<AskedQuestionnaire> submit(
      UUID member, UUID id, Map<String, Set<String>> chosen, String idempotencyKey) {
    return idempotency
        .once(
            member,
            "submitQuestionnaire",
            idempotencyKey,
            Fingerprint.of(id, List.copyOf(chosen.keySet()), new ArrayList<>(chosen.values())),
            () ->
                members
                    .lock(member)
                    .chain(() -> questionnaires.one(id))
                    .invoke(QuestionnaireAnswering::refuseUnlessOpen)
                    .chain(questionnaire -> keep(member, questionnaire.answeredBy(chosen), id))
                    .replaceWith(id))
        .chain(answered -> questionnaires.asked(member, answered));
  }

  private Uni<Void> keep(UUID member, List<QuestionnaireQuestion> answers, UUID id) {
    Set<String> now = Questionnaires.tags(answers);
    return questionnaires
        .tagsOf(member)
        .call(() -> questionnaires.keep(member, id, answers, now))
        .chain(before -> retag(member, id, now, before))
        .chain(() -> rewards.questionnaireAnswered(member, id));
  }

  /**
   * The source has one tag of a code, whichever of the questionnaires gave it: one that this no
   * longer gives and another still does goes on in that other's name.
   */
  private Uni<Void> retag(
      UUID member, UUID id, Set<String> now, Map<UUID, Set<String>> answeredBefore) {
    Map<UUID, Set<String>> others = new HashMap<>(answeredBefore);
    Set<String> dropped = new HashSet<>(answeredBefore.getOrDefault(id, Set.of()));
    others.remove(id);
    dropped.removeAll(now);
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<UUID, Set<String>> other : others.entrySet()) {
      Set<String> taken = new HashSet<>(other.getValue());
      taken.retainAll(dropped);
      if (!taken.isEmpty()) {
        dropped.removeAll(taken);
        all = all.chain(() -> change(member, other.getKey(), taken, Set.of()));
      }
    }
    Set<String> gone = Set.copyOf(dropped);
    return all.chain(() -> change(member, id, now, gone));
  }

  private Uni<Void> change(UUID member, UUID by, Set<String> add, Set<String> remove) {
    Map<String, Instant> forEver = new HashMap<>();
    add.forEach(code -> forEver.put(code, null));
    return tags.change(
        new TagChange(List.of(member), TagSource.QUESTIONNAIRE, by, forEver, remove));
  }

  private static void refuseUnlessOpen(Questionnaire questionnaire) {
    if (!questionnaire.open()) {
      throw Refusal.of(
          SubmitQuestionnaireErrorCode.QUESTIONNAIRE_CLOSED,
          "This questionnaire is closed.",
          "input",
          "questionnaireId");
    }
  }
}
