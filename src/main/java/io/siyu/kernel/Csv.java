package io.siyu.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of CSV as spreadsheets open them (RFC 4180, UTF-8): a mark at the beginning says that it is
 * UTF-8, and nothing that somebody wrote becomes a formula, another number or a date.
 */
public final class Csv {

  /** Before the first line; without it Excel takes the file for one in the machine's old code. */
  public static final String BYTE_ORDER_MARK = "\ufeff";

  private static final String LINE_END = "\r\n";

  /** What spreadsheets begin a formula with, full-width forms included. */
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  /** What they take for a number or a date: 0571 would lose its zero, and 3-4 become a day. */
  private static final Pattern NUMBER_OR_DATE = Pattern.compile("[0-9.][0-9.,:/eE -]*");

  /** Of these: whole numbers up to eleven digits, such as mobiles, and phones with their parts. */
  private static final Pattern SHOWN_AS_WRITTEN =
      Pattern.compile("0|[1-9][0-9]{0,10}|[0-9]{3,}(-[0-9]{3,})+");

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

  /** An apostrophe before it makes a text of what would be calculated or rewritten. */
  private static String harmless(String text) {
    boolean rewritten =
        NUMBER_OR_DATE.matcher(text).matches() && !SHOWN_AS_WRITTEN.matcher(text).matches();
    return rewritten || (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0)
        ? "'" + text
        : text;
  }
}
