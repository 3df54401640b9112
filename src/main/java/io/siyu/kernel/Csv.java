package io.siyu.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of CSV as spreadsheets open them (RFC 4180, UTF-8): a mark at the beginning says that it is
 * UTF-8, and nothing that somebody wrote becomes a formula.
 */
public final class Csv {

  /** Before the first line; without it Excel takes the file for one in the machine's old code. */
  public static final String BYTE_ORDER_MARK = "\ufeff";

  private static final String LINE_END = "\r\n";

  /** What spreadsheets begin a formula with, full-width forms included. */
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private Csv() {}

  /**
   * @param cells texts, whole numbers, nulls, which are empty, and lists of these, whose elements
   *     are cells of their own
   * @return one line with its end
   */
  public static String line(Object... cells) {
    return Arrays.stream(cells)
        .flatMap(
            cell ->
                cell instanceof List<?> several
                    ? several.stream()
                    : Collections.singletonList(cell).stream())
        .map(Csv::cell)
        .collect(Collectors.joining(",", "", LINE_END));
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    String text = value instanceof String written ? harmless(written) : String.valueOf(value);
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** An apostrophe before it makes a text of what would be calculated. */
  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
