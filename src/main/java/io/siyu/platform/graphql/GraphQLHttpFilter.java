package io.siyu.platform.graphql;

import io.siyu.kernel.ErrorCategory;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * GraphQL over HTTP as the specification of that name asks: POST and JSON only, errors of the
 * closed set for whatever is not a request, status 200 for {@code application/json} and real
 * statuses for {@code application/graphql-response+json}.
 */
@ApplicationScoped
class GraphQLHttpFilter {

  static final String PATH = "/graphql";

  /** After authentication, before Quarkus' own GraphQL route. */
  private static final int ORDER = -50;

  private static final String JSON = "application/json";
  private static final String STRICT = "application/graphql-response+json";

  private final GraphQLLimits limits;
  private final RequestRates rates;

  GraphQLHttpFilter(GraphQLLimits limits, RequestRates rates) {
    this.limits = limits;
    this.rates = rates;
  }

  void register(@Observes Router router) {
    router
        .post(PATH)
        .order(ORDER - 1)
        .handler(BodyHandler.create(false).setBodyLimit(limits.maxBodyBytes()));
    router
        .route(PATH)
        .order(ORDER)
        .handler(this::check)
        .failureHandler(
            context -> {
              if (context.statusCode() == 413) {
                refuse(context, ErrorCategory.LIMIT_EXCEEDED, tooLarge());
              } else {
                context.next();
              }
            });
  }

  private void check(RoutingContext context) {
    if (context.request().method() == HttpMethod.OPTIONS) {
      context.next();
    } else if (context.request().method() != HttpMethod.POST) {
      context.response().putHeader(HttpHeaders.ALLOW, "POST");
      context.response().setStatusCode(405);
      end(context, ErrorCategory.BAD_INPUT, "Send GraphQL requests by POST.");
    } else if (answerType(context) == null) {
      context.response().setStatusCode(406);
      end(context, ErrorCategory.BAD_INPUT, "Accept " + JSON + " or " + STRICT + ".");
    } else if (!isJson(context)) {
      refuse(context, ErrorCategory.BAD_INPUT, "Send the request as " + JSON + ".");
    } else if (!isObject(context.body().buffer())) {
      refuse(context, ErrorCategory.BAD_INPUT, "The body must be one JSON object.");
    } else {
      limitRate(context);
    }
  }

  private String tooLarge() {
    return "The request is too large: at most " + limits.maxBodyBytes() + " bytes.";
  }

  private void limitRate(RoutingContext context) {
    Context here = Vertx.currentContext();
    rates
        .use(context)
        .subscribe()
        .with(
            wait -> here.runOnContext(ignored -> admit(context, wait)),
            failure -> here.runOnContext(ignored -> context.fail(failure)));
  }

  private void admit(RoutingContext context, Duration wait) {
    if (!wait.isZero()) {
      context.response().putHeader("Retry-After", String.valueOf(RequestRates.seconds(wait)));
      context.put("siyu.rate-limited", true);
      refuse(context, ErrorCategory.LIMIT_EXCEEDED, RequestRates.message(wait));
      return;
    }
    String type = answerType(context);
    context.addHeadersEndHandler(
        ignored -> {
          context.response().putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8");
          ErrorCategory refused = context.get(GuardedExecutionService.REFUSED);
          if (refused != null && type.equals(STRICT)) {
            context.response().setStatusCode(status(context, refused));
          }
        });
    context.next();
  }

  /**
   * @return null when the client accepts neither form
   */
  private static String answerType(RoutingContext context) {
    List<MIMEHeader> accepted = context.parsedHeaders().accept();
    if (accepted.isEmpty()) {
      return JSON;
    }
    for (MIMEHeader header : accepted) {
      String type = header.rawValue().split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
      switch (type) {
        case STRICT:
          return STRICT;
        case JSON, "*/*", "application/*":
          return JSON;
        default:
          break;
      }
    }
    return null;
  }

  private static boolean isJson(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.split(";", 2)[0].trim().equalsIgnoreCase(JSON);
  }

  private static boolean isObject(Buffer body) {
    try {
      return body != null && new JsonObject(body) != null;
    } catch (DecodeException | ClassCastException notAnObject) {
      return false;
    }
  }

  private static void refuse(RoutingContext context, ErrorCategory category, String message) {
    if (STRICT.equals(answerType(context))) {
      context.response().setStatusCode(status(context, category));
    } else {
      context.response().setStatusCode(200);
    }
    end(context, category, message);
  }

  private static int status(RoutingContext context, ErrorCategory category) {
    return switch (category) {
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case LIMIT_EXCEEDED -> context.get("siyu.rate-limited") == null ? 400 : 429;
      case UNAVAILABLE -> 503;
      case INTERNAL -> 500;
      case NOT_FOUND, BAD_INPUT -> 400;
    };
  }

  private static void end(RoutingContext context, ErrorCategory category, String message) {
    String type = STRICT.equals(answerType(context)) ? STRICT : JSON;
    JsonObject error =
        new JsonObject()
            .put("message", message)
            .put("extensions", new JsonObject().put("code", category.name()));
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8")
        .end(new JsonObject().put("errors", new JsonArray().add(error)).encode());
  }
}
