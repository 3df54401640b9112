package io.siyu.member.questionnaire;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Text;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** An answer to choose, as staff write it. */
@Input("QuestionnaireOptionInput")
@Name("QuestionnaireOptionInput")
@Description("An answer to choose (选项).")
public record QuestionnaireOptionInput(
    @NonNull
        @Description(
            "What the answer is called in short, 1–8 characters, e.g. `3` or `D`; once per question.")
        String code,
    @NonNull @Description("The answer in words, 1–60 characters.") String text,
    @NonNull @Description("The tag that whoever chooses it gets, 1–40 characters (标签).")
        String tagCode) {

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  QuestionnaireOption checked() {
    String[] at = {"input", "questions", "options"};
    return new QuestionnaireOption(
        Text.requiredLine(code, 8, at),
        Text.requiredLine(text, 60, at),
        Text.requiredLine(tagCode, 40, at));
  }
}
