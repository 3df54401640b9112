package io.siyu.member.questionnaire;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** The answer to one question. */
@Input("QuestionnaireAnswerInput")
@Name("QuestionnaireAnswerInput")
@Description("The answer to one question.")
public record QuestionnaireAnswerInput(
    @NonNull @Description("Code of the question.") String questionCode,
    @NonNull @Description("Codes of the chosen answers, 1–10; one unless the question is multiple.")
        List<@NonNull String> optionCodes) {}
