package io.siyu.platform.graphql;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Builds requests that would make sense, but for the one value that is put in their way. */
final class PlausibleInput {

  /** Left out instead of sent. */
  static final String ABSENT = null;

  private final PlausibleIds ids;

  PlausibleInput(PlausibleIds ids) {
    this.ids = ids;
  }

  /** The request with the value as JSON in its variables. */
  String inVariables(FieldPlace place, InputSpot spot, String value) {
    Map<String, String> arguments = new LinkedHashMap<>();
    List<String> declarations = new ArrayList<>();
    List<String> variables = new ArrayList<>();
    for (FieldPlace.Input input : place.inputs()) {
      String json = json(place, input, spot, value, false);
      if (wanted(input, spot)) {
        arguments.put(input.variable(), "$" + input.variable());
        declarations.add("$" + input.variable() + ": " + GraphQLTypeUtil.simplePrint(input.type()));
        if (json != ABSENT) {
          variables.add(Json.encode(input.variable()) + ":" + json);
        }
      }
    }
    String query = place.document(String.join(", ", declarations), arguments, "");
    return "{\"query\":"
        + Json.encode(query)
        + ",\"variables\":{"
        + String.join(",", variables)
        + "}}";
  }

  /** The request with the value as a literal of its document. */
  String inDocument(FieldPlace place, InputSpot spot, String value) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (FieldPlace.Input input : place.inputs()) {
      String literal = json(place, input, spot, value, true);
      if (wanted(input, spot) && literal != ABSENT) {
        arguments.put(input.variable(), literal);
      }
    }
    return new JsonObject().put("query", place.document("", arguments, "")).encode();
  }

  /** A plausible request whose document has one argument more. */
  String withArgument(FieldPlace place, String argument) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (FieldPlace.Input input : place.inputs()) {
      if (wanted(input, null)) {
        arguments.put(input.variable(), json(place, input, null, null, true));
      }
    }
    return new JsonObject().put("query", place.document("", arguments, argument)).encode();
  }

  private static boolean wanted(FieldPlace.Input input, InputSpot spot) {
    return GraphQLTypeUtil.isNonNull(input.type())
        || (spot != null && spot.variable().equals(input));
  }

  private String json(
      FieldPlace place, FieldPlace.Input input, InputSpot spot, String value, boolean literal) {
    List<String> target = spot != null && spot.variable().equals(input) ? spot.path() : null;
    return new Writer(place, target, value, literal).write(input.type(), input.name(), List.of());
  }

  /** A thousand of what a list may hold. */
  String manyOf(FieldPlace place, InputSpot list, int count) {
    GraphQLInputType element = (GraphQLInputType) ((GraphQLList) list.bare()).getWrappedType();
    Writer writer = new Writer(place, null, null, false);
    return IntStream.range(0, count)
        .mapToObj(i -> writer.write(element, list.leaf(), List.of()))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private final class Writer {
    private final FieldPlace place;
    private final List<String> target;
    private final String value;
    private final boolean literal;

    private Writer(FieldPlace place, List<String> target, String value, boolean literal) {
      this.place = place;
      this.target = target;
      this.value = value;
      this.literal = literal;
    }

    private String write(GraphQLInputType declared, String name, List<String> at) {
      if (at.equals(target)) {
        return value;
      }
      GraphQLType type = GraphQLTypeUtil.unwrapNonNull(declared);
      if (type instanceof GraphQLList list) {
        String element =
            write((GraphQLInputType) list.getWrappedType(), name, deeper(at, InputSpot.ELEMENT));
        return element == ABSENT ? "[]" : "[" + element + "]";
      }
      if (type instanceof GraphQLInputObjectType object) {
        return object(object, at);
      }
      if (type instanceof GraphQLEnumType constants) {
        String first = constants.getValues().get(0).getName();
        return literal ? first : Json.encode(first);
      }
      return scalar(((GraphQLNamedType) type).getName(), name);
    }

    private String object(GraphQLInputObjectType object, List<String> at) {
      List<String> fields = new ArrayList<>();
      for (GraphQLInputObjectField field : object.getFieldDefinitions()) {
        List<String> below = deeper(at, field.getName());
        boolean onTheWay =
            target != null
                && target.size() >= below.size()
                && target.subList(0, below.size()).equals(below);
        if (GraphQLTypeUtil.isNonNull(field.getType()) || onTheWay) {
          String text = write(field.getType(), field.getName(), below);
          if (text != ABSENT) {
            String key = literal ? field.getName() : Json.encode(field.getName());
            fields.add(key + ":" + text);
          }
        }
      }
      return "{" + String.join(",", fields) + "}";
    }

    private String scalar(String type, String name) {
      return switch (type) {
        case "ID" -> Json.encode(id(name));
        case "Int", "BigInteger" -> "1";
        case "Float", "BigDecimal" -> "1.5";
        case "Boolean" -> "true";
        case "DateTime" -> Json.encode(Instant.now().plus(days(name)).toString());
        case "Date" -> "\"1990-01-01\"";
        case "String" -> Json.encode("plausible");
        default -> throw new AssertionError("Teach the generator the scalar " + type + ".");
      };
    }

    /** What ends comes after what begins. */
    private static Duration days(String name) {
      return Duration.ofDays(name.matches("closes.*|deadline|until|end.*|.*To") ? 3 : 2);
    }

    private String id(String name) {
      return name.equals("idempotencyKey")
          ? UUID.randomUUID().toString()
          : ids.plausible(place, name);
    }

    private static List<String> deeper(List<String> at, String name) {
      List<String> path = new ArrayList<>(at);
      path.add(name);
      return path;
    }
  }
}
