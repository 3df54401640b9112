package io.siyu.member.questionnaire;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A question, as staff write it. */
@Input("QuestionnaireQuestionInput")
@Name("QuestionnaireQuestionInput")
@Description("A question (题目) with answers to choose from.")
public record QuestionnaireQuestionInput(
    @NonNull
        @Description(
            "What the question is called in short, 1–20 characters; once per questionnaire.")
        String code,
    @NonNull @Description("The question, 1–120 characters.") String text,
    @DefaultValue("false") @Description("Whether more than one answer may be chosen (多选).")
        Boolean multiple,
    @NonNull @Description("The answers, 2–10.") List<@NonNull QuestionnaireOptionInput> options) {

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  QuestionnaireQuestion checked() {
    Numbers.inRange(options.size(), 2, 10, "input", "questions", "options");
    QuestionnaireQuestion question =
        new QuestionnaireQuestion(
            Text.requiredLine(code, 20, "input", "questions", "code"),
            Text.requiredLine(text, 120, "input", "questions", "text"),
            Boolean.TRUE.equals(multiple),
            options.stream().map(QuestionnaireOptionInput::checked).toList());
    long codes = question.options().stream().map(QuestionnaireOption::code).distinct().count();
    if (codes < options.size()) {
      throw new InvalidInput(
          List.of("input", "questions", "options"), "A code stands for one answer only.");
    }
    return question;
  }
}
