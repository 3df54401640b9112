package io.siyu.platform.graphql;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExceptionWhileDataFetching;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.validation.ValidationError;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.SqlFailures;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.reactivestreams.Publisher;

/**
 * Gives every entry of {@code errors} a code of the closed set and a message without class names,
 * SQL, stacks or the client's own values. What nobody foresaw becomes INTERNAL with a trace id,
 * under which the log has the rest.
 */
@ApplicationScoped
class ErrorShaping {

  private static final Logger LOG = Logger.getLogger(ErrorShaping.class);
  private static final String WRONG_VALUE =
      "A variable or argument has a value that its type does not allow.";
  private static final int MAX_CAUSES = 20;

  ExecutionResult shape(ExecutionResult result) {
    if (result.getData() instanceof Publisher<?> events) {
      return ExecutionResultImpl.newExecutionResult().from(result).data(shapeEach(events)).build();
    }
    if (result.getErrors().isEmpty()) {
      return result;
    }
    List<GraphQLError> errors = result.getErrors().stream().map(this::shape).toList();
    return ExecutionResultImpl.newExecutionResult().from(result).errors(errors).build();
  }

  GraphQLError error(RequestFailure failure) {
    return error(failure.category(), failure.getMessage(), null, null, Map.of());
  }

  /** An execution that broke as a whole. */
  ExecutionResult unexpected(Throwable failure) {
    return ExecutionResultImpl.newExecutionResult().addError(failure(failure, null, null)).build();
  }

  private Publisher<ExecutionResult> shapeEach(Publisher<?> events) {
    return subscriber ->
        org.reactivestreams.FlowAdapters.toPublisher(
                Multi.createFrom()
                    .publisher(org.reactivestreams.FlowAdapters.toFlowPublisher(events))
                    .map(event -> shape((ExecutionResult) event))
                    // The library only prints what ends a stream: the client would wait for ever.
                    .onFailure()
                    .recoverWithItem(this::unexpected))
            .subscribe(subscriber);
  }

  private GraphQLError shape(GraphQLError error) {
    if (error instanceof ExceptionWhileDataFetching fetching) {
      return failure(fetching.getException(), error.getLocations(), error.getPath());
    }
    if (error instanceof Throwable thrown && !(error instanceof ValidationError)) {
      return badInput(thrown, error);
    }
    return error(
        ErrorCategory.BAD_INPUT, describe(error), error.getLocations(), error.getPath(), Map.of());
  }

  private GraphQLError badInput(Throwable thrown, GraphQLError error) {
    return error(
        ErrorCategory.BAD_INPUT, WRONG_VALUE, error.getLocations(), error.getPath(), Map.of());
  }

  private GraphQLError failure(
      Throwable failure, List<SourceLocation> locations, List<Object> path) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      ErrorCategory category = category(cause);
      if (category != null) {
        return error(category, message(category, cause), locations, path, Map.of());
      }
    }
    String trace = traceId();
    LOG.errorf(failure, "A request failed unexpectedly; trace id %s.", trace);
    return error(
        ErrorCategory.INTERNAL,
        "Something went wrong on our side.",
        locations,
        path,
        Map.of("traceId", trace));
  }

  private static ErrorCategory category(Throwable cause) {
    if (cause instanceof RequestFailure known) {
      return known.category();
    }
    if (cause instanceof CoercingParseValueException
        || cause instanceof CoercingParseLiteralException) {
      return ErrorCategory.BAD_INPUT;
    }
    if (cause instanceof UnauthorizedException || cause instanceof AuthenticationFailedException) {
      return ErrorCategory.UNAUTHENTICATED;
    }
    if (cause instanceof ForbiddenException) {
      return ErrorCategory.FORBIDDEN;
    }
    return SqlFailures.isUnavailable(cause) ? ErrorCategory.UNAVAILABLE : null;
  }

  private static String message(ErrorCategory category, Throwable cause) {
    if (cause instanceof RequestFailure known) {
      return known.getMessage();
    }
    return switch (category) {
      case UNAUTHENTICATED -> "Log in first.";
      case FORBIDDEN -> "Your role does not allow this.";
      case BAD_INPUT -> WRONG_VALUE;
      default -> "This is not available for the moment. Please try again shortly.";
    };
  }

  /** The rule that was broken and where; graphql-java's own text repeats the client's values. */
  private static String describe(GraphQLError error) {
    if (error instanceof ValidationError validation) {
      String where =
          validation.getQueryPath() == null || validation.getQueryPath().isEmpty()
              ? ""
              : " at " + shortened(String.join(".", validation.getQueryPath()));
      return "The document does not fit the schema: "
          + validation.getValidationErrorType()
          + where
          + ".";
    }
    return "The request does not fit the schema.";
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  private static String traceId() {
    Span span = Span.current();
    return span.getSpanContext().isValid()
        ? span.getSpanContext().getTraceId()
        : UUID.randomUUID().toString().replace("-", "");
  }

  private static GraphQLError error(
      ErrorCategory category,
      String message,
      List<SourceLocation> locations,
      List<Object> path,
      Map<String, Object> more) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("code", category.name());
    extensions.putAll(more);
    return new ShapedError(message, locations, path, extensions);
  }

  /** Says only what the closed set says: graphql-java would add a classification of its own. */
  private record ShapedError(
      String message,
      List<SourceLocation> locations,
      List<Object> path,
      Map<String, Object> extensions)
      implements GraphQLError {

    @Override
    public String getMessage() {
      return message;
    }

    @Override
    public List<SourceLocation> getLocations() {
      return locations;
    }

    @Override
    public List<Object> getPath() {
      return path;
    }

    @Override
    public Map<String, Object> getExtensions() {
      return extensions;
    }

    @Override
    public ErrorClassification getErrorType() {
      return ErrorType.DataFetchingException;
    }

    @Override
    public Map<String, Object> toSpecification() {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("message", message);
      if (locations != null && !locations.isEmpty()) {
        error.put(
            "locations",
            locations.stream()
                .map(place -> Map.of("line", place.getLine(), "column", place.getColumn()))
                .toList());
      }
      if (path != null) {
        error.put("path", path);
      }
      error.put("extensions", extensions);
      return error;
    }
  }
}
