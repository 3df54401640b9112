package io.siyu.platform.graphql;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.security.BearerAuthentication;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.schema.model.Schema;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * The one gate in front of every execution, over HTTP and WebSocket alike: trusted documents,
 * limits, rejected tokens before; error codes after. Nobody injects it, so Arc would remove it as
 * unused and let every request pass it by.
 */
@Alternative
@Priority(1)
@Singleton
@Unremovable
public class GuardedExecutionService extends ExecutionService {

  /** Set on a request that was refused before execution, for the HTTP status of strict clients. */
  static final String REFUSED = "siyu.graphql.refused";

  private final DocumentGuard guard;
  private final TrustedDocuments trustedDocuments;
  private final ErrorShaping errors;
  private final CurrentVertxRequest currentRequest;

  GuardedExecutionService(
      GraphQLSchema graphQLSchema,
      Schema schema,
      DocumentGuard guard,
      TrustedDocuments trustedDocuments,
      ErrorShaping errors,
      CurrentVertxRequest currentRequest) {
    super(graphQLSchema, schema);
    this.guard = guard;
    this.trustedDocuments = trustedDocuments;
    this.errors = errors;
    this.currentRequest = currentRequest;
  }

  @Override
  public void execute(
      JsonObject input,
      Map<String, Object> context,
      ExecutionResponseWriter writer,
      boolean async) {
    ExecutionResponseWriter shaping = new ShapingWriter(writer);
    try {
      refuseRejectedToken();
      super.execute(admitted(input), context, shaping, async);
    } catch (RequestFailure failure) {
      refuse(failure, writer);
    }
  }

  private void refuseRejectedToken() {
    RoutingContext request = request();
    if (request != null && BearerAuthentication.rejected(request)) {
      throw RequestFailure.unauthenticated(
          "The access token is invalid or has expired. Refresh the session or log in again.");
    }
  }

  /** Null where no HTTP request is under way, as in a WebSocket that has been open for a while. */
  private RoutingContext request() {
    return Arc.container().requestContext().isActive() ? currentRequest.getCurrent() : null;
  }

  private JsonObject admitted(JsonObject input) {
    check(input, "query", JsonValue.ValueType.STRING);
    check(input, "operationName", JsonValue.ValueType.STRING);
    check(input, "variables", JsonValue.ValueType.OBJECT);
    check(input, "extensions", JsonValue.ValueType.OBJECT);
    String query = trustedDocuments.resolve(input);
    Document document =
        guard.check(
            query,
            input.get("variables") instanceof JsonObject variables
                ? variables
                : JsonValue.EMPTY_JSON_OBJECT);
    JsonObjectBuilder admitted = Json.createObjectBuilder(input).add("query", query);
    String name = operationName(document, input);
    return (name == null ? admitted : admitted.add("operationName", name)).build();
  }

  /**
   * The operation that is to run, as the document calls it: it names the request in traces, so a
   * client can neither leave it out nor make one up.
   *
   * @return null when the document does not say
   */
  private static String operationName(Document document, JsonObject input) {
    List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
    if (input.get("operationName") instanceof JsonString asked && !asked.getString().isEmpty()) {
      if (operations.stream().noneMatch(one -> asked.getString().equals(one.getName()))) {
        throw new RequestFailure(
            ErrorCategory.BAD_INPUT, "The document has no operation of the name in operationName.");
      }
      return asked.getString();
    }
    return operations.size() == 1 ? operations.get(0).getName() : null;
  }

  private static void check(JsonObject input, String name, JsonValue.ValueType type) {
    JsonValue value = input.get(name);
    if (value != null && value != JsonValue.NULL && value.getValueType() != type) {
      throw new RequestFailure(
          ErrorCategory.BAD_INPUT, name + " must be a JSON " + type.name().toLowerCase() + ".");
    }
  }

  private void refuse(RequestFailure failure, ExecutionResponseWriter writer) {
    RoutingContext request = request();
    if (request != null) {
      request.put(REFUSED, failure.category());
    }
    ExecutionResult result =
        ExecutionResultImpl.newExecutionResult().addError(errors.error(failure)).build();
    writer.write(new ExecutionResponse(result));
  }

  private final class ShapingWriter implements ExecutionResponseWriter {
    private final ExecutionResponseWriter target;

    private ShapingWriter(ExecutionResponseWriter target) {
      this.target = target;
    }

    @Override
    public void write(ExecutionResponse response) {
      ExecutionResult result = response.getExecutionResult();
      RoutingContext request = request();
      if (!result.isDataPresent() && request != null) {
        request.put(REFUSED, ErrorCategory.BAD_INPUT);
      }
      target.write(new ExecutionResponse(errors.shape(result)));
    }

    @Override
    public void fail(Throwable failure) {
      RoutingContext request = request();
      if (request != null) {
        request.put(REFUSED, ErrorCategory.INTERNAL);
      }
      target.write(new ExecutionResponse(errors.unexpected(failure)));
    }
  }
}
