package io.siyu.platform.graphql;

import io.siyu.kernel.ErrorCategory;
import io.siyu.testing.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What holds for every answer to something bad. */
final class AnswerRules {

  private static final Set<String> CODES =
      Arrays.stream(ErrorCategory.values())
          .filter(category -> category != ErrorCategory.INTERNAL)
          .map(Enum::name)
          .collect(Collectors.toSet());

  /** Class names, stacks, statements and constraints, and what the client itself had sent. */
  private static final Pattern LEAK =
      Pattern.compile(
          "Exception|\\bError:|\\b(java|javax|jakarta|graphql|org|com|io)\\.[a-z]+\\.|\\tat "
              + "|\\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE) |constraint|violates|relation \""
              + "|\\$Lambda|[Hh]ibernate|[Vv]ert\\.?x|(?i)"
              + BadValues.MARKER);

  private AnswerRules() {}

  /**
   * @return what is wrong with the answer, empty when nothing is
   */
  static List<String> broken(Answer answer) {
    List<String> wrong = new ArrayList<>();
    if (answer.status() != 200) {
      wrong.add("status " + answer.status());
    }
    JsonArray errors = answer.body().getJsonArray("errors", new JsonArray());
    for (int i = 0; i < errors.size(); i++) {
      JsonObject error = errors.getJsonObject(i);
      String code = error.getJsonObject("extensions", new JsonObject()).getString("code");
      if (code == null || !CODES.contains(code)) {
        wrong.add("code " + code);
      }
      requireText(error, "message", wrong);
    }
    for (Object value : userErrors(answer)) {
      requireText((JsonObject) value, "code", wrong);
      requireText((JsonObject) value, "message", wrong);
    }
    Matcher leak = LEAK.matcher(answer.body().encode());
    if (leak.find()) {
      wrong.add("leaks '" + leak.group() + "'");
    }
    return wrong;
  }

  /** Whether nothing was objected to. */
  static boolean succeeded(Answer answer) {
    return answer.errorCodes().isEmpty() && userErrors(answer).isEmpty();
  }

  /** Of the only root field, where it is a mutation's payload. */
  static JsonArray userErrors(Answer answer) {
    JsonObject data = answer.body().getJsonObject("data");
    if (data == null || data.isEmpty()) {
      return new JsonArray();
    }
    Object payload = data.getValue(data.fieldNames().iterator().next());
    return payload instanceof JsonObject object
        ? object.getJsonArray("userErrors", new JsonArray())
        : new JsonArray();
  }

  private static void requireText(JsonObject error, String name, List<String> wrong) {
    String text = error.getString(name);
    if (text == null || text.isBlank()) {
      wrong.add("no " + name);
    }
  }
}
