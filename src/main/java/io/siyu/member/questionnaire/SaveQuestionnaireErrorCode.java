package io.siyu.member.questionnaire;

import org.eclipse.microprofile.graphql.Description;

/** Why a questionnaire is not saved. */
@Description("Why a questionnaire is not saved.")
public enum SaveQuestionnaireErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED
}
