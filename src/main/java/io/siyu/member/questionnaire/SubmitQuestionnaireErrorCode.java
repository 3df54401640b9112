package io.siyu.member.questionnaire;

import org.eclipse.microprofile.graphql.Description;

/** Why answers are not kept. */
@Description("Why answers to a questionnaire are not kept.")
public enum SubmitQuestionnaireErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("The questionnaire is closed.")
  QUESTIONNAIRE_CLOSED,
  @Description("A question has no answer, or one that it does not offer: load it again.")
  ANSWERS_DO_NOT_FIT,
  @Description("The member would have more tags than there may be.")
  TOO_MANY_TAGS
}
