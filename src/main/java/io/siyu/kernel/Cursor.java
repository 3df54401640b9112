package io.siyu.kernel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A position in a list: the sort key of the last row that the client saw, opaque to the client. The
 * list's name is part of it, so that a cursor of another list is refused instead of landing
 * somewhere.
 */
public record Cursor(String list, List<String> key) {

  private static final int MAX_LENGTH = 400;
  private static final String SEPARATOR = "\u001f";

  /** Nothing of ours is older or newer; PostgreSQL's range is wider than this. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  public Cursor {
    key = List.copyOf(key);
  }

  public static Cursor of(String list, Object... key) {
    return new Cursor(list, java.util.Arrays.stream(key).map(String::valueOf).toList());
  }

  public String encode() {
    String text = list + SEPARATOR + String.join(SEPARATOR, key);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @return null when the client gave none
   * @throws InvalidInput when it is not a cursor of this list
   */
  public static Cursor decode(String list, int parts, String encoded) {
    if (encoded == null) {
      return null;
    }
    try {
      if (encoded.length() <= MAX_LENGTH) {
        byte[] bytes = Base64.getUrlDecoder().decode(encoded);
        List<String> values =
            List.of(new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1));
        if (values.size() == parts + 1 && values.get(0).equals(list)) {
          return new Cursor(list, values.subList(1, values.size()));
        }
      }
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
    throw invalid();
  }

  public UUID uuid(int index) {
    try {
      return UUID.fromString(key.get(index));
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  public Instant instant(int index) {
    try {
      Instant instant = Instant.parse(key.get(index));
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        throw invalid();
      }
      return instant;
    } catch (DateTimeParseException e) {
      throw invalid();
    }
  }

  public int integer(int index) {
    long number = number(index);
    if (number != (int) number) {
      throw invalid();
    }
    return (int) number;
  }

  public long number(int index) {
    try {
      return Long.parseLong(key.get(index));
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private static InvalidInput invalid() {
    return new InvalidInput("after", "The cursor is not one of this list.");
  }
}
