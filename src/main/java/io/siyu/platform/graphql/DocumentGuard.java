package io.siyu.platform.graphql;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.schema.GraphQLSchema;
import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.RequestFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;

/**
 * Measures a document before anything of it is validated or run, with every step bounded, so that a
 * hostile document costs less than a request.
 */
@ApplicationScoped
class DocumentGuard {

  private final GraphQLLimits limits;
  private final GraphQLSchema schema;
  private final InputGuard inputs;
  private final ParserOptions parserOptions;

  DocumentGuard(GraphQLLimits limits, GraphQLSchema schema) {
    this.limits = limits;
    this.schema = schema;
    this.inputs = new InputGuard(schema);
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
   * @param variables as sent; empty when none were
   * @return the document
   * @throws RequestFailure BAD_INPUT when it is no GraphQL or holds a value of a wrong type,
   *     LIMIT_EXCEEDED when it is too much
   */
  Document check(String query, JsonObject variables) {
    Document document = parse(query);
    DocumentMeasure measure = new DocumentMeasure(limits, schema, inputs, document, variables);
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      measure.operation(operation);
    }
    inputs.checkVariables(document, variables);
    return document;
  }

  /**
   * @throws RequestFailure BAD_INPUT when it is no GraphQL, LIMIT_EXCEEDED when it is too much
   */
  Document parse(String query) {
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
}
