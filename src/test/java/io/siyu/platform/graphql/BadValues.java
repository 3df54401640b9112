package io.siyu.platform.graphql;

import io.vertx.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a careless or hostile client puts where a value belongs, by the type of the place. Something
 * empty is bad only where something is required: elsewhere it means the same as leaving it out.
 */
final class BadValues {

  /** Appears in what is sent and never in an answer. */
  static final String MARKER = "zqxMARKER4711";

  /** Over every length of a field, with the request still under the limit of a body. */
  static final int HUGE = 90_000;

  /** The request itself is over its limit. */
  static final int TOO_HUGE = 150_000;

  private static final List<String> STRING_LIKE = List.of("String", "ID", "DateTime", "Date");

  private final PlausibleInput plausible;
  private final PlausibleIds ids;

  BadValues(PlausibleInput plausible, PlausibleIds ids) {
    this.plausible = plausible;
    this.ids = ids;
  }

  /**
   * @return by kind, the JSON text; {@link PlausibleInput#ABSENT} to leave it out
   */
  Map<String, String> of(FieldPlace place, InputSpot spot) {
    Map<String, String> values = new LinkedHashMap<>();
    if (spot.required()) {
      values.put("null", "null");
      if (!spot.at().endsWith(InputSpot.ELEMENT)) {
        values.put("absent", PlausibleInput.ABSENT);
      }
    }
    if (spot.isList()) {
      lists(place, spot, values);
    } else if (spot.isObject()) {
      objects(spot, values);
    } else if (spot.isEnum()) {
      values.put("unknown constant", quoted(MARKER));
      values.put("empty", "\"\"");
      values.put("number", "7");
      values.put("boolean", "true");
      values.put("list", "[[\"" + MARKER + "\"]]");
    } else {
      scalars(place, spot, values);
    }
    return values;
  }

  private void lists(FieldPlace place, InputSpot spot, Map<String, String> values) {
    if (spot.required()) {
      values.put("empty list", "[]");
    }
    values.put("list of null", "[null]");
    values.put("list of lists", "[[[[]]]]");
    values.put("list of 1000", plausible.manyOf(place, spot, 1000));
    values.put("number", "7");
  }

  private static void objects(InputSpot spot, Map<String, String> values) {
    if (spot.hasRequiredField()) {
      values.put("empty object", "{}");
    }
    values.put("unknown field", "{\"" + MARKER + "\":1}");
    values.put("text", quoted(MARKER));
    values.put("number", "7");
    values.put("list", "[[]]");
  }

  private void scalars(FieldPlace place, InputSpot spot, Map<String, String> values) {
    String type = spot.typeName();
    values.put("object", "{\"" + MARKER + "\":1}");
    values.put("list", "[[\"" + MARKER + "\"]]");
    if (STRING_LIKE.contains(type)) {
      values.put("boolean", "false");
      strings(spot, values);
    }
    switch (type) {
      case "String" -> values.put("number", "7");
      case "ID" -> ids(place, spot, values);
      case "DateTime", "Date" -> dates(values);
      case "Boolean" -> {
        values.put("text", quoted(MARKER));
        values.put("number", "7");
      }
      case "Int", "Float", "BigInteger", "BigDecimal" -> numbers(values);
      default -> throw new AssertionError("Teach the generator the scalar " + type + ".");
    }
  }

  private static void strings(InputSpot spot, Map<String, String> values) {
    if (spot.required()) {
      values.put("empty", "\"\"");
    }
    values.put("huge", quoted(MARKER + "x".repeat(HUGE)));
    values.put("too huge", quoted(MARKER + "x".repeat(TOO_HUGE)));
    values.put("NUL", "\"" + MARKER + "\\u0000\"");
    values.put("escape", "\"" + MARKER + "\\u001b[31m\"");
    values.put("lone surrogate", "\"" + MARKER + "\\ud800\"");
    values.put("right to left", "\"" + MARKER + "\\u202e\"");
    values.put("line separator", "\"" + MARKER + "\\u2028" + MARKER + "\"");
  }

  private void ids(FieldPlace place, InputSpot spot, Map<String, String> values) {
    values.put("65 characters", quoted(MARKER + "x".repeat(65 - MARKER.length())));
    if (ids.knows(place, spot.leaf())) {
      String nobodys = ids.nobodys(place, spot.leaf());
      values.put("no id", quoted(MARKER));
      values.put("injection", quoted(MARKER + "' OR 1=1; --"));
      values.put("number", "7");
      values.put("nobody's", quoted(nobodys));
      values.put("id of another type", quoted(ids.ofAnotherType(place, spot.leaf())));
      values.put("cut off", quoted(nobodys.substring(0, nobodys.length() - 1)));
      values.put("wrong alphabet", quoted(nobodys.substring(0, nobodys.length() - 2) + "+/"));
      values.put("spare bits", quoted(nobodys.substring(0, nobodys.length() - 1) + "_"));
      String foreign = ids.foreign(place, spot.leaf());
      if (foreign != null) {
        values.put("someone else's", quoted(foreign));
      }
    }
  }

  private static void dates(Map<String, String> values) {
    values.put("number", "7");
    values.put("no date", quoted(MARKER));
    values.put("13th month", quoted("2026-13-45T99:99:99Z"));
    values.put("beyond the calendar", quoted("+1000000000-12-31T23:59:59Z"));
    values.put("far future", quoted("+999999999-12-31T23:59:59Z"));
    values.put("far past", quoted("-999999999-01-01T00:00:00Z"));
    values.put("date beyond PostgreSQL", quoted("+999999999-12-31"));
    values.put("date before PostgreSQL", quoted("-999999999-01-01"));
  }

  private static void numbers(Map<String, String> values) {
    values.put("text", quoted(MARKER));
    values.put("boolean", "true");
    values.put("negative", "-1");
    values.put("zero", "0");
    values.put("least", "-2147483648");
    values.put("most", "2147483647");
    values.put("one too much", "2147483648");
    values.put("fraction", "1.5");
    values.put("beyond double", "1e309");
    values.put("double", "1e308");
    values.put("many digits", "9".repeat(400));
  }

  private static String quoted(String text) {
    return Json.encode(text);
  }
}
