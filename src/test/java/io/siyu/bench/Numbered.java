package io.siyu.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ids and texts of rows that were made by the thousand: they carry a number of twelve digits, from
 * which SQL can make those of any other row.
 */
final class Numbered {

  private Numbered() {}

  /**
   * @param kind tells apart the ids that one number gives; at most 0xfff
   * @param number of twelve digits
   */
  static String uuid(int kind, String number) {
    return "00000000-0000-7000-8%03x-%s".formatted(kind, number);
  }

  /**
   * The text as SQL, where each of these numbers has become an expression.
   *
   * @param expressions what stands for which number
   */
  static String expression(String text, Map<String, String> expressions) {
    if (expressions.isEmpty()) {
      return literal(text);
    }
    Matcher number =
        Pattern.compile(
                expressions.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")))
            .matcher(text);
    List<String> parts = new ArrayList<>();
    int end = 0;
    while (number.find()) {
      // Its text must be first, so that || joins texts whatever the expression's type is.
      parts.add(literal(text.substring(end, number.start())));
      parts.add(expressions.get(number.group()));
      end = number.end();
    }
    if (end < text.length() || parts.isEmpty()) {
      parts.add(literal(text.substring(end)));
    }
    return parts.size() == 1 ? parts.get(0) : "(" + String.join(" || ", parts) + ")";
  }

  /** What pgbench would take for a variable is written so that it does not. */
  private static String literal(String text) {
    String quoted = text.replace("'", "''");
    return text.indexOf('\\') < 0 && text.indexOf(':') < 0
        ? "'" + quoted + "'"
        : "E'" + quoted.replace("\\", "\\\\").replace(":", "\\x3a") + "'";
  }
}
