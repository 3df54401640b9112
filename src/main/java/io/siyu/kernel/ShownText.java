package io.siyu.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody wrote, as it may stand among the words of others. Counted and cut by what a reader
 * sees as one character (a grapheme cluster), so that no emoji and no accent is torn apart.
 */
public final class ShownText {

  private static final Pattern CHARACTER = Pattern.compile("\\X");
  private static final String STRIKE = "\u0336";
  private static final String CUT = "…";
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int KEYCAP = 0x20E3;

  /** More of them on one letter climb over the lines above and below. */
  private static final int MOST_MARKS = 2;

  /** Look like nothing, and are letters or symbols by their category. */
  private static final List<Integer> FILLERS = List.of(0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0);

  private ShownText() {}

  /**
   * In one line, with single spaces, and without what is not seen or changes its neighbours: line
   * breaks, zero-width characters, changes of direction, strokes through letters, piles of accents.
   *
   * @return empty when nothing is left to see
   */
  public static String line(String text) {
    int[] points = text.codePoints().toArray();
    StringBuilder line = new StringBuilder(text.length());
    boolean gap = false;
    int marks = 0;
    for (int i = 0; i < points.length; i++) {
      if (isGap(points[i])) {
        gap = true;
      } else if (!isHidden(points, i)) {
        marks = Character.getType(points[i]) == Character.NON_SPACING_MARK ? marks + 1 : 0;
        if (marks <= MOST_MARKS) {
          line.append(gap && !line.isEmpty() ? " " : "").appendCodePoint(points[i]);
          gap = false;
        }
      }
    }
    return line.toString();
  }

  /** As {@link #line}, line by line. */
  public static String lines(String text) {
    return text.lines().map(ShownText::line).collect(Collectors.joining("\n")).strip();
  }

  /**
   * @param most how long it may be, at least 1, as {@link String#length} counts
   * @return the text, or as many of its characters as fit before an ellipsis
   */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    for (String character : characters(text)) {
      if (kept.length() + character.length() + CUT.length() > most) {
        break;
      }
      kept.append(character);
    }
    return kept.append(CUT).toString();
  }

  /** Struck through where no markup is understood, such as in a chat. */
  public static String struck(String text) {
    return characters(text).stream()
        .map(character -> character + STRIKE)
        .collect(Collectors.joining());
  }

  /** A name but for its first character: enough for one who knows its owner, and nobody else. */
  public static String masked(String name) {
    return characters(line(name)).stream().findFirst().orElse("") + "**";
  }

  private static List<String> characters(String text) {
    return CHARACTER.matcher(text).results().map(MatchResult::group).toList();
  }

  private static boolean isGap(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.getType(point) == Character.CONTROL
        || FILLERS.contains(point);
  }

  private static boolean isHidden(int[] points, int at) {
    int point = points[at];
    return switch (Character.getType(point)) {
      case Character.FORMAT -> point != ZERO_WIDTH_JOINER || !joinsEmoji(points, at);
      case Character.SURROGATE -> true;
      case Character.ENCLOSING_MARK -> point != KEYCAP;
      case Character.NON_SPACING_MARK -> isStroke(point);
      default -> false;
    };
  }

  /** Families, professions and flags are several symbols, joined. */
  private static boolean joinsEmoji(int[] points, int at) {
    return at > 0
        && at + 1 < points.length
        && (isSymbol(points[at - 1]) || points[at - 1] == EMOJI_STYLE)
        && isSymbol(points[at + 1]);
  }

  private static boolean isSymbol(int point) {
    return switch (Character.getType(point)) {
      case Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL -> true;
      default -> false;
    };
  }

  /** Whoever has one in a name would look struck off the list; 0x034F glues and shows nothing. */
  private static boolean isStroke(int point) {
    int[] strokes = {
      0x034F, 0x20D2, 0x20D3, 0x20D8, 0x20D9, 0x20DA, 0x20E5, 0x20E6, 0x20EA, 0x20EB
    };
    return (point >= 0x0334 && point <= 0x0338) || Arrays.binarySearch(strokes, point) >= 0;
  }
}
