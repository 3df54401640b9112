package io.siyu.member.questionnaire;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.member.Viewer;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Questionnaires as staff save them and members answer them. */
@GraphQLApi
@ApplicationScoped
public class QuestionnaireApi {

  private final Caller caller;
  private final Questionnaires questionnaires;
  private final QuestionnaireSaving saving;
  private final QuestionnaireAnswering answering;

  QuestionnaireApi(
      Caller caller,
      Questionnaires questionnaires,
      QuestionnaireSaving saving,
      QuestionnaireAnswering answering) {
    this.caller = caller;
    this.questionnaires = questionnaires;
    this.saving = saving;
    this.answering = answering;
  }

  @Description(
      "Questionnaires (问卷) that are open or that the member answered, newest first, with the"
          + " member's answers.")
  public Uni<AskedQuestionnaireConnection> questionnaires(
      @Source Viewer viewer,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return questionnaires
        .asked(viewer.memberId(), Cursor.decode(Questionnaire.LIST, 1, after), Page.size(first))
        .map(AskedQuestionnaireConnection::of);
  }

  @Description(
      "One questionnaire (问卷) with the member's answers; NOT_FOUND unless it is open or answered.")
  public Uni<AskedQuestionnaire> questionnaire(
      @Source Viewer viewer, @NonNull @Id @Description("Which one.") String id) {
    return questionnaires.asked(viewer.memberId(), Questionnaire.ID.decode(id, "id"));
  }

  @Mutation("submitQuestionnaire")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Answers a questionnaire (提交问卷), in the place of earlier answers; the first time earns"
          + " points by the rule.")
  public Uni<SubmitQuestionnairePayload> submitQuestionnaire(
      @NonNull @Name("input") @Description("The answers.") SubmitQuestionnaireInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            answering
                .submit(member, input.id(), input.chosen(), input.idempotencyKey())
                .map(SubmitQuestionnairePayload::submitted),
        SubmitQuestionnairePayload::refused);
  }

  @Query("questionnaires")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("All questionnaires (问卷列表), newest first; for staff.")
  public Uni<QuestionnaireConnection> allQuestionnaires(
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return questionnaires
        .page(Cursor.decode(Questionnaire.LIST, 1, after), Page.size(first))
        .map(QuestionnaireConnection::of);
  }

  @Query("questionnaire")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("One questionnaire (问卷详情); for staff.")
  public Uni<Questionnaire> oneQuestionnaire(
      @NonNull @Name("id") @Id @Description("Which one.") String id) {
    caller.operator();
    return questionnaires.one(Questionnaire.ID.decode(id, "id"));
  }

  @Mutation("saveQuestionnaire")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Makes a questionnaire, or replaces one as a whole (编辑问卷).")
  public Uni<SaveQuestionnairePayload> saveQuestionnaire(
      @NonNull @Name("input") @Description("The questionnaire.") SaveQuestionnaireInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            saving
                .save(operator, input.id(), input.checked(), input.idempotencyKey())
                .map(SaveQuestionnairePayload::saved),
        SaveQuestionnairePayload::refused);
  }
}
