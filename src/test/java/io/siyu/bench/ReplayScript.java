package io.siyu.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a script for pgbench of recorded statements. The numbers of the recorded row become
 * variables, and so do ids that were made by the recorded statements themselves; everything else
 * stays as it was recorded.
 */
final class ReplayScript {

  /** Kinds of ids from here on belong to what the replay itself makes. */
  private static final int FIRST_NEW_KIND = 0xf00;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\d+)");
  private static final Pattern VERSION_7 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final Pattern VARIABLE = Pattern.compile("(?<!:):[A-Za-z_]");

  private final Instant begin;
  private final String number;
  private final Map<String, String> variables;
  private final Function<String, List<String>> types;
  private final Map<String, String> newIds = new LinkedHashMap<>();

  /**
   * @param begin of the recording: ids are made by time, and younger ones are new
   * @param number of the recorded row
   * @param variables what stands for which number, {@code number} among them
   * @param types of a statement's parameters
   */
  ReplayScript(
      Instant begin,
      String number,
      Map<String, String> variables,
      Function<String, List<String>> types) {
    this.begin = begin;
    this.number = number;
    this.variables = variables;
    this.types = types;
  }

  String of(List<RecordedStatement> statements) {
    StringBuilder script = new StringBuilder();
    for (RecordedStatement statement : statements) {
      script.append(statement(statement)).append(";\n");
    }
    return script.toString();
  }

  private String statement(RecordedStatement statement) {
    String sql = statement.sql();
    if (VARIABLE.matcher(sql).find()) {
      throw new IllegalArgumentException("pgbench would find a variable in: " + sql);
    }
    if (statement.parameters().isEmpty()) {
      return sql;
    }
    List<String> typesHere = types.apply(sql);
    return PLACEHOLDER
        .matcher(sql)
        .replaceAll(
            found -> {
              int index = Integer.parseInt(found.group(1)) - 1;
              return Matcher.quoteReplacement(
                  value(statement.parameters().get(index), typesHere.get(index)));
            });
  }

  private String value(String text, String type) {
    return "CAST("
        + (text == null ? "NULL" : Numbered.expression(derivable(text), variables))
        + " AS "
        + type
        + ")";
  }

  /** With new ids replaced by such as follow from the number. */
  private String derivable(String text) {
    return VERSION_7
        .matcher(text)
        .replaceAll(
            found ->
                isNew(found.group())
                    ? newIds.computeIfAbsent(
                        found.group(), id -> Numbered.uuid(FIRST_NEW_KIND + newIds.size(), number))
                    : found.group());
  }

  private boolean isNew(String id) {
    long millis = Long.parseLong(id.substring(0, 13).replace("-", ""), 16);
    return millis >= begin.toEpochMilli();
  }
}
