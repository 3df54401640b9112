package io.siyu.platform.graphql;

import graphql.language.Argument;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures a document before anything of it is validated or run. Works on the syntax alone, with
 * every step bounded, so that a hostile document costs less than a request.
 */
@ApplicationScoped
class DocumentGuard {

  /** Counted for a connection that states no size. */
  private static final int DEFAULT_LIST_SIZE = Page.DEFAULT_SIZE;

  private final GraphQLLimits limits;
  private final ParserOptions parserOptions;

  DocumentGuard(GraphQLLimits limits) {
    this.limits = limits;
    this.parserOptions =
        ParserOptions.newParserOptions()
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .maxTokens(limits.maxTokens())
            .maxCharacters(limits.maxBodyBytes())
            // Depth of grammar rules; far above what the depth limit lets through, far below the
            // stack.
            .maxRuleDepth(500)
            .build();
  }

  /**
   * @return the document
   * @throws RequestFailure BAD_INPUT when it is no GraphQL, LIMIT_EXCEEDED when it is too much
   */
  Document check(String query, Map<String, Object> variables) {
    Document document = parse(query);
    refuseWideNumbers(document);
    Map<String, FragmentDefinition> fragments = new HashMap<>();
    for (Definition<?> definition : document.getDefinitions()) {
      if (definition instanceof FragmentDefinition fragment) {
        fragments.put(fragment.getName(), fragment);
      }
    }
    Measure measure = new Measure(fragments, variables);
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      measure.operation(operation);
    }
    return document;
  }

  /** GraphQL's Int has 32 bits; a wider literal would silently lose its upper ones. */
  private static void refuseWideNumbers(Document document) {
    Deque<Node<?>> open = new ArrayDeque<>();
    open.push(document);
    while (!open.isEmpty()) {
      Node<?> node = open.pop();
      if (node instanceof IntValue number && number.getValue().bitLength() > 31) {
        throw new RequestFailure(
            ErrorCategory.BAD_INPUT, "A number is too large: integers have 32 bits.");
      }
      node.getChildren().forEach(open::push);
    }
  }

  private Document parse(String query) {
    try {
      return new Parser()
          .parseDocument(
              ParserEnvironment.newParserEnvironment()
                  .document(query)
                  .parserOptions(parserOptions)
                  .build());
    } catch (ParseCancelledException
        | ParseCancelledTooDeepException
        | ParseCancelledTooManyCharsException e) {
      throw RequestFailure.limitExceeded(
          "The document is too large: at most " + limits.maxTokens() + " tokens and a sane depth.");
    } catch (InvalidSyntaxException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLine()
                  + ", column "
                  + e.getLocation().getColumn()
                  + ")";
      throw new RequestFailure(
          ErrorCategory.BAD_INPUT, "The document is not valid GraphQL" + place + ".");
    }
  }

  /** One document's sums. */
  private final class Measure {
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Object> variables;
    private int aliases;
    private long complexity;
    private int steps;

    private Measure(Map<String, FragmentDefinition> fragments, Map<String, Object> variables) {
      this.fragments = fragments;
      this.variables = variables;
    }

    private void operation(OperationDefinition operation) {
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
      selection(operation.getSelectionSet(), 1, 1, new HashSet<>());
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

    private void selection(SelectionSet set, int depth, long multiplier, Set<String> path) {
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
          field(field, depth, multiplier, path);
        } else if (selection instanceof InlineFragment inline) {
          selection(inline.getSelectionSet(), depth, multiplier, path);
        } else if (selection instanceof FragmentSpread spread) {
          spread(spread, depth, multiplier, path);
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

    private void field(Field field, int depth, long multiplier, Set<String> path) {
      if (!limits.introspection() && isIntrospection(field)) {
        throw new RequestFailure(ErrorCategory.BAD_INPUT, "Introspection is off here.");
      }
      if (field.getAlias() != null && ++aliases > limits.maxAliases()) {
        throw RequestFailure.limitExceeded(
            "Too many aliases: at most " + limits.maxAliases() + ".");
      }
      complexity += multiplier;
      if (complexity > limits.maxComplexity()) {
        throw RequestFailure.limitExceeded(
            "The document asks for too much at once: ask for fewer fields or smaller pages.");
      }
      selection(field.getSelectionSet(), depth + 1, multiplier * listSize(field), path);
    }

    private void spread(FragmentSpread spread, int depth, long multiplier, Set<String> path) {
      FragmentDefinition fragment = fragments.get(spread.getName());
      // A cycle ends here; the validation that follows names it.
      if (fragment != null && path.add(spread.getName())) {
        selection(fragment.getSelectionSet(), depth, multiplier, path);
        path.remove(spread.getName());
      }
    }

    /**
     * A connection multiplies what is below its nodes and edges; counted once, at the connection.
     */
    private long listSize(Field field) {
      for (Argument argument : field.getArguments()) {
        if (argument.getName().equals("first")) {
          return Math.max(1, Math.min(size(argument), Page.MAX_SIZE));
        }
      }
      return isConnection(field) ? DEFAULT_LIST_SIZE : 1;
    }

    private int size(Argument argument) {
      if (argument.getValue() instanceof IntValue literal) {
        return literal.getValue().bitLength() < 31 ? literal.getValue().intValue() : Page.MAX_SIZE;
      }
      if (argument.getValue() instanceof VariableReference reference
          && variables.get(reference.getName()) instanceof Number number) {
        return number.intValue();
      }
      return DEFAULT_LIST_SIZE;
    }

    private boolean isIntrospection(Field field) {
      return field.getName().startsWith("__") && !field.getName().equals("__typename");
    }

    private boolean isConnection(Field field) {
      return field.getSelectionSet() != null
          && field.getSelectionSet().getSelections().stream()
              .anyMatch(
                  selection ->
                      selection instanceof Field child
                          && List.of("nodes", "edges").contains(child.getName()));
    }
  }
}
