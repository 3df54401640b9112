package io.siyu.platform.graphql;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One value inside of an argument that a client may get wrong.
 *
 * @param variable the argument
 * @param path names of input fields below it, an {@code *} for the element of a list
 * @param type as declared, with or without non-null
 */
record InputSpot(FieldPlace.Input variable, List<String> path, GraphQLInputType type) {

  private static final int MAX_DEPTH = 8;
  static final String ELEMENT = "*";

  static List<InputSpot> of(FieldPlace place) {
    List<InputSpot> spots = new ArrayList<>();
    for (FieldPlace.Input input : place.inputs()) {
      if (input.own()) {
        collect(new InputSpot(input, List.of(), input.type()), Set.of(), spots);
      }
    }
    return spots;
  }

  /**
   * @param around names of the input objects that the spot lies in: one inside of itself is not
   *     looked into again
   */
  private static void collect(InputSpot spot, Set<String> around, List<InputSpot> spots) {
    spots.add(spot);
    GraphQLType type = GraphQLTypeUtil.unwrapNonNull(spot.type);
    if (spot.path.size() > MAX_DEPTH) {
      return;
    }
    if (type instanceof GraphQLList list) {
      collect(spot.child(ELEMENT, (GraphQLInputType) list.getWrappedType()), around, spots);
    } else if (type instanceof GraphQLInputObjectType object
        && !around.contains(object.getName())) {
      Set<String> deeper = new HashSet<>(around);
      deeper.add(object.getName());
      for (GraphQLInputObjectField field : object.getFieldDefinitions()) {
        collect(spot.child(field.getName(), field.getType()), deeper, spots);
      }
    }
  }

  private InputSpot child(String name, GraphQLInputType childType) {
    List<String> deeper = new ArrayList<>(path);
    deeper.add(name);
    return new InputSpot(variable, List.copyOf(deeper), childType);
  }

  /** The last name on the way, which says what an id is of. */
  String leaf() {
    for (int i = path.size() - 1; i >= 0; i--) {
      if (!path.get(i).equals(ELEMENT)) {
        return path.get(i);
      }
    }
    return variable.name();
  }

  String at() {
    return path.isEmpty() ? variable.name() : variable.name() + "." + String.join(".", path);
  }

  boolean required() {
    return type instanceof GraphQLNonNull;
  }

  GraphQLType bare() {
    return GraphQLTypeUtil.unwrapNonNull(type);
  }

  boolean isList() {
    return bare() instanceof GraphQLList;
  }

  boolean isObject() {
    return bare() instanceof GraphQLInputObjectType;
  }

  boolean hasRequiredField() {
    return bare() instanceof GraphQLInputObjectType object
        && object.getFieldDefinitions().stream()
            .anyMatch(field -> GraphQLTypeUtil.isNonNull(field.getType()));
  }

  boolean isEnum() {
    return bare() instanceof GraphQLEnumType;
  }

  /** Name of the scalar, enum or input object; null for a list. */
  String typeName() {
    return bare() instanceof GraphQLNamedType named ? named.getName() : null;
  }
}
