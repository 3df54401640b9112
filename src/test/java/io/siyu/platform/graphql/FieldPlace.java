package io.siyu.platform.graphql;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field that takes arguments, and the shortest way to it from a root type.
 *
 * @param operation {@code query}, {@code mutation} or {@code subscription}
 * @param path root field first, the field itself last
 */
record FieldPlace(String operation, List<GraphQLFieldDefinition> path) {

  private static final int SELECTION_DEPTH = 2;

  /** Every field of the schema that takes arguments, without subscriptions. */
  static List<FieldPlace> all(GraphQLSchema schema) {
    List<FieldPlace> places = new ArrayList<>(below(schema.getQueryType()));
    for (GraphQLFieldDefinition field : schema.getMutationType().getFieldDefinitions()) {
      places.add(new FieldPlace("mutation", List.of(field)));
    }
    return places;
  }

  static List<FieldPlace> subscriptions(GraphQLSchema schema) {
    return schema.getSubscriptionType() == null
        ? List.of()
        : schema.getSubscriptionType().getFieldDefinitions().stream()
            .map(field -> new FieldPlace("subscription", List.of(field)))
            .toList();
  }

  private static List<FieldPlace> below(GraphQLObjectType query) {
    List<FieldPlace> places = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<Way> ways = new ArrayDeque<>(List.of(new Way(query, List.of())));
    while (!ways.isEmpty()) {
      Way way = ways.removeFirst();
      if (!seen.add(way.type.getName())) {
        continue;
      }
      for (GraphQLFieldDefinition field : way.type.getFieldDefinitions()) {
        List<GraphQLFieldDefinition> path = new ArrayList<>(way.path);
        path.add(field);
        if (!field.getArguments().isEmpty()) {
          places.add(new FieldPlace("query", List.copyOf(path)));
        }
        if (GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType next) {
          ways.addLast(new Way(next, List.copyOf(path)));
        }
      }
    }
    return places;
  }

  String name() {
    return operation
        + " "
        + path.stream().map(GraphQLFieldDefinition::getName).collect(Collectors.joining("."));
  }

  GraphQLFieldDefinition field() {
    return path.get(path.size() - 1);
  }

  /** Argument by argument of the whole way; {@code variable} is its name in the document. */
  List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    for (GraphQLFieldDefinition step : path) {
      for (GraphQLArgument argument : step.getArguments()) {
        inputs.add(
            new Input(
                step.getName() + "_" + argument.getName(),
                argument.getName(),
                argument.getType(),
                step == field()));
      }
    }
    return inputs;
  }

  /**
   * @param arguments by variable name, the text to stand behind the colon; others are left out
   * @param declarations of variables, or blank
   * @param extra one more argument of the field itself, or blank
   */
  String document(String declarations, Map<String, String> arguments, String extra) {
    StringBuilder text = new StringBuilder(operation);
    if (!declarations.isBlank()) {
      text.append('(').append(declarations).append(')');
    }
    for (GraphQLFieldDefinition step : path) {
      String given =
          step.getArguments().stream()
              .filter(argument -> arguments.containsKey(step.getName() + "_" + argument.getName()))
              .map(
                  argument ->
                      argument.getName()
                          + ": "
                          + arguments.get(step.getName() + "_" + argument.getName()))
              .collect(Collectors.joining(", "));
      if (step == field()) {
        given += " " + extra;
      }
      text.append(" { ").append(step.getName());
      if (!given.isBlank()) {
        text.append('(').append(given).append(')');
      }
    }
    text.append(selection(field().getType(), SELECTION_DEPTH));
    return text.append(" }".repeat(path.size())).toString();
  }

  private static String selection(GraphQLOutputType type, int depth) {
    if (!(GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLObjectType object)) {
      return "";
    }
    StringBuilder text = new StringBuilder(" { __typename");
    for (GraphQLFieldDefinition field : object.getFieldDefinitions()) {
      GraphQLType kind = GraphQLTypeUtil.unwrapAll(field.getType());
      boolean needsArguments =
          field.getArguments().stream()
              .anyMatch(argument -> GraphQLTypeUtil.isNonNull(argument.getType()));
      if (!needsArguments && (depth > 1 || !(kind instanceof GraphQLObjectType))) {
        text.append(' ').append(field.getName()).append(selection(field.getType(), depth - 1));
      }
    }
    return text.append(" }").toString();
  }

  /**
   * One argument.
   *
   * @param own whether it belongs to the field itself, not to one on the way
   */
  record Input(String variable, String name, GraphQLInputType type, boolean own) {}

  private record Way(GraphQLObjectType type, List<GraphQLFieldDefinition> path) {}
}
