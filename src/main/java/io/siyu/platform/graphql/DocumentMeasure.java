package io.siyu.platform.graphql;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One document's depth, roots, aliases and cost. The cost of a field is how often an answer may
 * hold it: what lies below a list counts once for each of the list's items. What the schema doesn't
 * know costs one; the validation that follows refuses it.
 */
final class DocumentMeasure {

  /** Counted for a connection that states no size. */
  private static final int DEFAULT_PAGE = Page.DEFAULT_SIZE;

  /** Counted for a list without pages: lines, items, stores. Their own limits are 5 to 200. */
  private static final int PLAIN_LIST = 10;

  private static final Set<String> PAGE_PARTS = Set.of("nodes", "edges");

  private final GraphQLLimits limits;
  private final GraphQLSchema schema;
  private final InputGuard inputs;
  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final JsonObject variables;
  private final Set<Field> checked = Collections.newSetFromMap(new IdentityHashMap<>());
  private int aliases;
  private long complexity;
  private int steps;

  DocumentMeasure(
      GraphQLLimits limits,
      GraphQLSchema schema,
      InputGuard inputs,
      Document document,
      JsonObject variables) {
    this.limits = limits;
    this.schema = schema;
    this.inputs = inputs;
    this.variables = variables;
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragments.put(fragment.getName(), fragment);
    }
  }

  /**
   * @throws RequestFailure LIMIT_EXCEEDED when it is too much, BAD_INPUT for a literal of a wrong
   *     type
   */
  void operation(OperationDefinition operation) {
    int rootLimit =
        switch (operation.getOperation()) {
          case MUTATION -> limits.maxRootMutations();
          case QUERY -> limits.maxRootQueries();
          case SUBSCRIPTION -> 1;
        };
    int roots = rootFields(operation.getSelectionSet(), new HashSet<>());
    if (roots > rootLimit) {
      throw RequestFailure.limitExceeded(
          "Too many root fields: at most " + rootLimit + " in one operation.");
    }
    selection(operation.getSelectionSet(), root(operation), 1, 1, new HashSet<>());
  }

  private int rootFields(SelectionSet set, Set<String> path) {
    int count = 0;
    for (Selection<?> selection : set.getSelections()) {
      step();
      if (selection instanceof Field) {
        count++;
      } else if (selection instanceof InlineFragment inline) {
        count += rootFields(inline.getSelectionSet(), path);
      } else if (selection instanceof FragmentSpread spread && path.add(spread.getName())) {
        FragmentDefinition fragment = fragments.get(spread.getName());
        count += fragment == null ? 0 : rootFields(fragment.getSelectionSet(), path);
        path.remove(spread.getName());
      }
      if (count > limits.maxComplexity()) {
        return count;
      }
    }
    return count;
  }

  private void selection(
      SelectionSet set, GraphQLType parent, int depth, long multiplier, Set<String> path) {
    if (set == null) {
      return;
    }
    if (depth > limits.maxDepth()) {
      throw RequestFailure.limitExceeded(
          "The document is nested too deeply: at most " + limits.maxDepth() + " levels.");
    }
    for (Selection<?> selection : set.getSelections()) {
      step();
      if (selection instanceof Field field) {
        field(field, parent, depth, multiplier, path);
      } else if (selection instanceof InlineFragment inline) {
        selection(
            inline.getSelectionSet(),
            condition(inline.getTypeCondition(), parent),
            depth,
            multiplier,
            path);
      } else if (selection instanceof FragmentSpread spread) {
        spread(spread, parent, depth, multiplier, path);
      }
    }
  }

  /**
   * Fragments that spread fragments multiply without a single field: the walk itself is bounded.
   */
  private void step() {
    if (++steps > 4 * limits.maxComplexity()) {
      throw RequestFailure.limitExceeded(
          "The document's fragments multiply: write it with fewer of them.");
    }
  }

  private void field(
      Field field, GraphQLType parent, int depth, long multiplier, Set<String> path) {
    if (!limits.introspection() && isIntrospection(field)) {
      throw new RequestFailure(ErrorCategory.BAD_INPUT, "Introspection is off here.");
    }
    if (field.getAlias() != null && ++aliases > limits.maxAliases()) {
      throw RequestFailure.limitExceeded("Too many aliases: at most " + limits.maxAliases() + ".");
    }
    complexity += multiplier;
    if (complexity > limits.maxComplexity()) {
      throw RequestFailure.limitExceeded(
          "The document asks for too much at once: ask for fewer fields or smaller pages.");
    }
    GraphQLFieldDefinition definition = definition(parent, field);
    if (definition != null && isHidden(parent, field)) {
      throw new RequestFailure(
          ErrorCategory.BAD_INPUT,
          "The document does not fit the schema: there is no field " + field.getName() + ".");
    }
    if (definition != null && checked.add(field)) {
      inputs.checkArguments(definition, field);
    }
    selection(
        field.getSelectionSet(),
        definition == null ? null : GraphQLTypeUtil.unwrapAll(definition.getType()),
        depth + 1,
        multiplier * listSize(field, definition),
        path);
  }

  private void spread(
      FragmentSpread spread, GraphQLType parent, int depth, long multiplier, Set<String> path) {
    FragmentDefinition fragment = fragments.get(spread.getName());
    // A cycle ends here; the validation that follows names it.
    if (fragment != null && path.add(spread.getName())) {
      selection(
          fragment.getSelectionSet(),
          condition(fragment.getTypeCondition(), parent),
          depth,
          multiplier,
          path);
      path.remove(spread.getName());
    }
  }

  /** A connection multiplies what is below its nodes and edges; counted once, at the connection. */
  private long listSize(Field field, GraphQLFieldDefinition definition) {
    for (Argument argument : field.getArguments()) {
      if (argument.getName().equals("first")) {
        return Math.max(1, Math.min(size(argument), Page.MAX_SIZE));
      }
    }
    if (definition == null) {
      return 1;
    }
    if (definition.getArgument("first") != null) {
      return DEFAULT_PAGE;
    }
    boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
    return list && !PAGE_PARTS.contains(definition.getName()) ? PLAIN_LIST : 1;
  }

  private int size(Argument argument) {
    if (argument.getValue() instanceof IntValue literal) {
      return literal.getValue().bitLength() < 31 ? literal.getValue().intValue() : Page.MAX_SIZE;
    }
    return argument.getValue() instanceof VariableReference reference
            && variables.get(reference.getName()) instanceof JsonNumber number
        ? number.intValue()
        : DEFAULT_PAGE;
  }

  /** Asked at run time: what the schema holds is decided when the application is compiled. */
  private boolean isHidden(GraphQLType parent, Field field) {
    return limits
        .hiddenFields()
        .filter(
            hidden ->
                hidden.contains(((GraphQLNamedType) parent).getName() + "." + field.getName()))
        .isPresent();
  }

  private static boolean isIntrospection(Field field) {
    return field.getName().startsWith("__") && !field.getName().equals("__typename");
  }

  private GraphQLType root(OperationDefinition operation) {
    return switch (operation.getOperation()) {
      case QUERY -> schema.getQueryType();
      case MUTATION -> schema.getMutationType();
      case SUBSCRIPTION -> schema.getSubscriptionType();
    };
  }

  private GraphQLType condition(TypeName condition, GraphQLType parent) {
    return condition == null ? parent : schema.getType(condition.getName());
  }

  /** Null for what the schema doesn't have, and for introspection. */
  private static GraphQLFieldDefinition definition(GraphQLType parent, Field field) {
    return parent instanceof GraphQLFieldsContainer container
        ? container.getFieldDefinition(field.getName())
        : null;
  }
}
