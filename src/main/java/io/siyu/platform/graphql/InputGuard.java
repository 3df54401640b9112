package io.siyu.platform.graphql;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.TypeUtil;
import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.RequestFailure;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;

/**
 * Holds variables and the literals of a document to the types of the schema, as the specification
 * asks. The scalars of the GraphQL library are more forgiving: they cut 1.5 units down to 1, read
 * 1e309 points as none, and take the string "1" for a number and an object's text for an id. What
 * is missing or unknown, the library says itself.
 */
final class InputGuard {

  private static final BigDecimal INT_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** Twice as deep as the deepest input that makes sense. */
  private static final int MAX_DEPTH = 32;

  private final GraphQLSchema schema;

  InputGuard(GraphQLSchema schema) {
    this.schema = schema;
  }

  /**
   * @throws RequestFailure BAD_INPUT with the place of the first value of a wrong type
   */
  void checkVariables(Document document, JsonObject variables) {
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      for (VariableDefinition variable : operation.getVariableDefinitions()) {
        GraphQLType type = declared(variable);
        if (type != null) {
          String place = "The variable $" + variable.getName();
          check(type, variables.get(variable.getName()), place, 1);
          check(type, InputLiterals.json(variable.getDefaultValue()), place, 1);
        }
      }
    }
  }

  /**
   * @throws RequestFailure BAD_INPUT with the place of the first literal of a wrong type
   */
  void checkArguments(GraphQLFieldDefinition definition, Field field) {
    for (Argument argument : field.getArguments()) {
      GraphQLArgument declared = definition.getArgument(argument.getName());
      if (declared != null) {
        String place = "The argument " + field.getName() + "." + argument.getName();
        check(declared.getType(), InputLiterals.json(argument.getValue()), place, 1);
      }
    }
  }

  /** Null when there is no such type; the validation that follows says so. */
  private GraphQLType declared(VariableDefinition variable) {
    GraphQLType named = schema.getType(TypeUtil.unwrapAll(variable.getType()).getName());
    return named == null ? null : wrapped(variable.getType(), named);
  }

  private static GraphQLType wrapped(graphql.language.Type<?> type, GraphQLType named) {
    if (type instanceof graphql.language.NonNullType nonNull) {
      return wrapped(nonNull.getType(), named);
    }
    return type instanceof graphql.language.ListType list
        ? GraphQLList.list(wrapped(list.getType(), named))
        : named;
  }

  /** Types may hold themselves, so the depth is bounded before anything reads the value. */
  private void check(GraphQLType declared, JsonValue value, String place, int depth) {
    if (depth > MAX_DEPTH) {
      throw new RequestFailure(
          ErrorCategory.BAD_INPUT, "Input nests at most " + MAX_DEPTH + " deep.");
    }
    GraphQLType type = GraphQLTypeUtil.unwrapNonNull(declared);
    if (value == null || value == JsonValue.NULL) {
      return;
    }
    if (type instanceof GraphQLList list) {
      // A single value stands for a list of one.
      List<? extends JsonValue> items =
          value.getValueType() == JsonValue.ValueType.ARRAY ? value.asJsonArray() : List.of(value);
      for (int i = 0; i < items.size(); i++) {
        check(list.getWrappedType(), items.get(i), place + "." + i, depth + 1);
      }
    } else if (type instanceof GraphQLInputObjectType object) {
      if (!(value instanceof JsonObject fields)) {
        throw wrong(place, "an object");
      }
      for (GraphQLInputObjectField field : object.getFieldDefinitions()) {
        check(
            field.getType(), fields.get(field.getName()), place + "." + field.getName(), depth + 1);
      }
    } else if (type instanceof GraphQLEnumType) {
      require(value instanceof JsonString, place, "one of the type's values");
    } else if (type instanceof GraphQLScalarType scalar) {
      scalar(scalar, value, place);
    }
  }

  private static void scalar(GraphQLNamedType type, JsonValue value, String place) {
    switch (type.getName()) {
      case "Int" -> require(isInt(value), place, "a whole number of at most 32 bits");
      case "Boolean" ->
          require(value == JsonValue.TRUE || value == JsonValue.FALSE, place, "true or false");
      case "Float", "BigDecimal" -> require(value instanceof JsonNumber, place, "a number");
      case "BigInteger" ->
          require(
              value instanceof JsonNumber number && number.isIntegral(), place, "a whole number");
      case "ID" -> require(value instanceof JsonString || isInt(value), place, "an id");
      default -> require(value instanceof JsonString, place, "a string");
    }
  }

  private static boolean isInt(JsonValue value) {
    if (!(value instanceof JsonNumber number) || !number.isIntegral()) {
      return false;
    }
    BigDecimal exact = number.bigDecimalValue();
    return exact.compareTo(INT_MIN) >= 0 && exact.compareTo(INT_MAX) <= 0;
  }

  private static void require(boolean fits, String place, String expected) {
    if (!fits) {
      throw wrong(place, expected);
    }
  }

  private static RequestFailure wrong(String place, String expected) {
    return new RequestFailure(ErrorCategory.BAD_INPUT, place + " must be " + expected + ".");
  }
}
