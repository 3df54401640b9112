package io.siyu.platform.graphql;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** Literals of a document as JSON, so that one set of rules is good for them and for variables. */
final class InputLiterals {

  private InputLiterals() {}

  /**
   * @return JSON's null for what isn't there, and for variables, which are checked where they are
   *     declared
   */
  static JsonValue json(Value<?> literal) {
    if (literal instanceof IntValue number) {
      return Json.createValue(number.getValue());
    } else if (literal instanceof FloatValue number) {
      return Json.createValue(number.getValue());
    } else if (literal instanceof StringValue text) {
      return Json.createValue(text.getValue());
    } else if (literal instanceof EnumValue name) {
      return Json.createValue(name.getName());
    } else if (literal instanceof BooleanValue flag) {
      return flag.isValue() ? JsonValue.TRUE : JsonValue.FALSE;
    } else if (literal instanceof ArrayValue array) {
      JsonArrayBuilder items = Json.createArrayBuilder();
      array.getValues().forEach(item -> items.add(json(item)));
      return items.build();
    } else if (literal instanceof ObjectValue object) {
      JsonObjectBuilder fields = Json.createObjectBuilder();
      for (ObjectField field : object.getObjectFields()) {
        fields.add(field.getName(), json(field.getValue()));
      }
      return fields.build();
    }
    return JsonValue.NULL;
  }
}
