package io.siyu.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/** What a GraphQL endpoint answered. */
public record Answer(int status, JsonObject body) {

  /**
   * @param path names and indexes below {@code data}, e.g. {@code viewer.orders.nodes.0.id}
   * @return null when anything on the way is null
   */
  public Object at(String path) {
    Object value = body.getJsonObject("data");
    for (String step : path.split("\\.")) {
      if (value instanceof JsonObject object) {
        value = object.getValue(step);
      } else if (value instanceof JsonArray array) {
        value = array.getValue(Integer.parseInt(step));
      } else {
        return null;
      }
    }
    return value;
  }

  public String text(String path) {
    Object value = at(path);
    return value == null ? null : value.toString();
  }

  public int number(String path) {
    return ((Number) at(path)).intValue();
  }

  public JsonArray array(String path) {
    return (JsonArray) at(path);
  }

  /** Codes of the entries of {@code errors}. */
  public List<String> errorCodes() {
    JsonArray errors = body.getJsonArray("errors", new JsonArray());
    return IntStream.range(0, errors.size())
        .mapToObj(errors::getJsonObject)
        .map(error -> error.getJsonObject("extensions", new JsonObject()).getString("code"))
        .toList();
  }

  /** Codes of a mutation's user errors. */
  public List<String> userErrorCodes(String mutation) {
    JsonArray errors = array(mutation + ".userErrors");
    if (errors == null) {
      return List.of();
    }
    return IntStream.range(0, errors.size())
        .mapToObj(i -> errors.getJsonObject(i).getString("code"))
        .toList();
  }

  /**
   * @return this answer
   * @throws AssertionError when it carries an error or the mutation a user error
   */
  public Answer expectSuccess(String rootField) {
    if (!errorCodes().isEmpty() || !userErrorCodes(rootField).isEmpty() || at(rootField) == null) {
      throw new AssertionError("Expected success of " + rootField + ", got " + body.encode());
    }
    return this;
  }
}
