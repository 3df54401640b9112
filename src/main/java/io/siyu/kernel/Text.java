package io.siyu.kernel;

import java.text.Normalizer;
import java.util.List;

/**
 * What happens to every string of a client before anything else: trimmed, normalised, measured,
 * checked.
 */
public final class Text {

  private Text() {}

  /**
   * @param maxLength in Unicode code points
   * @return the trimmed text in Unicode normal form C, never blank
   * @throws InvalidInput when it is missing, blank, too long or has control characters
   */
  public static String required(String value, int maxLength, String... field) {
    String text = optional(value, maxLength, field);
    if (text == null) {
      throw new InvalidInput(List.of(field), "A value is required.");
    }
    return text;
  }

  /**
   * @return as {@link #required}, but null for missing and blank
   */
  public static String optional(String value, int maxLength, String... field) {
    if (value == null) {
      return null;
    }
    // Measured before any other work: a huge string costs nothing more.
    if (value.length() > 4L * maxLength + 64) {
      throw tooLong(maxLength, field);
    }
    String text = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.codePointCount(0, text.length()) > maxLength) {
      throw tooLong(maxLength, field);
    }
    if (text.codePoints().anyMatch(Text::isForbidden)) {
      throw new InvalidInput(List.of(field), "Control characters are not allowed.");
    }
    return text;
  }

  /**
   * For what is shown in one line, such as a name: a line break in it would forge lines of the
   * lists that it stands in.
   *
   * @return as {@link #required}, in one line
   */
  public static String requiredLine(String value, int maxLength, String... field) {
    return oneLine(required(value, maxLength, field), field);
  }

  /**
   * @return as {@link #optional}, in one line
   */
  public static String optionalLine(String value, int maxLength, String... field) {
    return oneLine(optional(value, maxLength, field), field);
  }

  private static String oneLine(String text, String... field) {
    if (text != null && text.indexOf('\n') >= 0) {
      throw new InvalidInput(List.of(field), "Line breaks are not allowed.");
    }
    return text;
  }

  private static InvalidInput tooLong(int maxLength, String... field) {
    return new InvalidInput(
        List.of(field), "The text is too long: at most " + maxLength + " characters.");
  }

  /** Control characters break logs and displays; a lone surrogate cannot be stored as UTF-8. */
  private static boolean isForbidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint != '\n';
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> isBidirectionalOverride(codePoint);
      default -> false;
    };
  }

  /** Reorders what follows it, so that a nickname could rewrite its neighbours in a list. */
  private static boolean isBidirectionalOverride(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
