package io.siyu.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as PostgreSQL's log has it, where {@code log_statement} is {@code all} and {@code
 * log_line_prefix} is the built-in one.
 *
 * @param backend who executed it
 * @param parameters of {@code $1}, {@code $2}, …; null for NULL
 */
record RecordedStatement(int backend, String sql, List<String> parameters) {

  private static final Pattern LINE =
      Pattern.compile("[-0-9]{10} [:.0-9]+ \\w+ \\[(\\d+)] ([A-Z]+): {2}(.*)", Pattern.DOTALL);
  private static final Pattern STATEMENT =
      Pattern.compile("(?:statement|execute [^:]+): (.*)", Pattern.DOTALL);
  private static final String PARAMETERS = "parameters: ";

  /** What stands before a value. */
  private static final Pattern NAME = Pattern.compile("(?:, )?\\$\\d+ = ");

  private static final String NULL = "NULL";

  /** Those of a log, in its order. */
  static List<RecordedStatement> of(List<String> log) {
    List<RecordedStatement> statements = new ArrayList<>();
    for (String entry : entries(log)) {
      Matcher line = LINE.matcher(entry);
      if (!line.matches()) {
        continue;
      }
      int backend = Integer.parseInt(line.group(1));
      Matcher statement = STATEMENT.matcher(line.group(3));
      if (line.group(2).equals("LOG") && statement.matches()) {
        statements.add(new RecordedStatement(backend, statement.group(1).strip(), List.of()));
      } else if (line.group(2).equals("DETAIL") && isParameters(line.group(3))) {
        giveParameters(statements, backend, line.group(3).substring(PARAMETERS.length()));
      }
    }
    return statements;
  }

  /** The lines of a statement that follow its first one begin with a tab. */
  private static List<String> entries(List<String> log) {
    List<String> entries = new ArrayList<>();
    for (String line : log) {
      if (line.startsWith("\t") && !entries.isEmpty()) {
        entries.set(entries.size() - 1, entries.get(entries.size() - 1) + "\n" + line.substring(1));
      } else {
        entries.add(line);
      }
    }
    return entries;
  }

  private static boolean isParameters(String detail) {
    return detail.toLowerCase(Locale.ROOT).startsWith(PARAMETERS);
  }

  private static void giveParameters(List<RecordedStatement> statements, int backend, String text) {
    List<String> values = values(text);
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i).backend() == backend) {
        statements.set(i, new RecordedStatement(backend, statements.get(i).sql(), values));
        return;
      }
    }
  }

  /** Of {@code $1 = 'it''s', $2 = NULL}; a value may be of any length. */
  private static List<String> values(String text) {
    List<String> values = new ArrayList<>();
    Matcher name = NAME.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!name.region(at, text.length()).lookingAt()) {
        throw new IllegalArgumentException("Not read as parameters: " + text.substring(at));
      }
      int begin = name.end();
      if (text.startsWith(NULL, begin)) {
        values.add(null);
        at = begin + NULL.length();
      } else {
        int end = closingQuote(text, begin);
        values.add(text.substring(begin + 1, end).replace("''", "'"));
        at = end + 1;
      }
    }
    return values;
  }

  private static int closingQuote(String text, int openingQuote) {
    int quote = text.indexOf('\'', openingQuote + 1);
    while (quote >= 0 && text.startsWith("''", quote)) {
      quote = text.indexOf('\'', quote + 2);
    }
    if (quote < 0) {
      throw new IllegalArgumentException("Cut off: " + text.substring(openingQuote));
    }
    return quote;
  }

  /**
   * The transactions, and statements outside of any, in which something has this text among its
   * parameters, each whole and in the order in which they began.
   *
   * @throws IllegalArgumentException when one of them was rolled back or did not end
   */
  static List<RecordedStatement> about(String mark, List<RecordedStatement> statements) {
    List<List<RecordedStatement>> units = new ArrayList<>();
    Map<Integer, List<RecordedStatement>> open = new HashMap<>();
    for (RecordedStatement statement : statements) {
      List<RecordedStatement> unit = open.get(statement.backend());
      if (unit == null) {
        unit = new ArrayList<>();
        units.add(unit);
        if (statement.begins()) {
          open.put(statement.backend(), unit);
        }
      }
      unit.add(statement);
      if (statement.ends()) {
        open.remove(statement.backend());
      }
    }
    List<RecordedStatement> about = new ArrayList<>();
    for (List<RecordedStatement> unit : units) {
      if (unit.stream().anyMatch(statement -> statement.mentions(mark))) {
        if (unit.get(0).begins() && !unit.get(unit.size() - 1).is("COMMIT")) {
          throw new IllegalArgumentException("Not committed: " + unit);
        }
        about.addAll(unit);
      }
    }
    return about;
  }

  private boolean begins() {
    return is("BEGIN") || is("START TRANSACTION");
  }

  private boolean ends() {
    return is("COMMIT") || is("ROLLBACK");
  }

  private boolean is(String command) {
    String upper = sql.toUpperCase(Locale.ROOT);
    return upper.startsWith(command) && !upper.startsWith("ROLLBACK TO");
  }

  private boolean mentions(String mark) {
    return parameters.stream().anyMatch(value -> value != null && value.contains(mark));
  }
}
