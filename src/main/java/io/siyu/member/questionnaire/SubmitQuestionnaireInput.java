package io.siyu.member.questionnaire;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code submitQuestionnaire} needs. */
@Input("SubmitQuestionnaireInput")
@Name("SubmitQuestionnaireInput")
@Description("A member's answers; they replace what the member answered before.")
public record SubmitQuestionnaireInput(
    @NonNull @Id @Description("Which questionnaire.") String questionnaireId,
    @NonNull @Description("An answer to every question, 1–15.")
        List<@NonNull QuestionnaireAnswerInput> answers,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  UUID id() {
    return Questionnaire.ID.decode(questionnaireId, "input", "questionnaireId");
  }

  /**
   * @return codes of the chosen answers by the code of their question, both in order
   * @throws InvalidInput when a value breaks a rule
   */
  Map<String, Set<String>> chosen() {
    Numbers.inRange(answers.size(), 1, 15, "input", "answers");
    Map<String, Set<String>> chosen = new TreeMap<>();
    for (QuestionnaireAnswerInput answer : answers) {
      Numbers.inRange(answer.optionCodes().size(), 1, 10, "input", "answers", "optionCodes");
      Set<String> options = new TreeSet<>();
      for (String option : answer.optionCodes()) {
        options.add(Text.requiredLine(option, 8, "input", "answers", "optionCodes"));
      }
      String question =
          Text.requiredLine(answer.questionCode(), 20, "input", "answers", "questionCode");
      if (chosen.put(question, options) != null) {
        throw new InvalidInput(List.of("input", "answers"), "A question is answered once.");
      }
    }
    return chosen;
  }

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "SubmitQuestionnaireInput[***]";
  }
}
