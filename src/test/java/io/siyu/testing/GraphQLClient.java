package io.siyu.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sends what a mini-program would send, as one caller. */
public final class GraphQLClient {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final URI endpoint;
  private final String token;

  private GraphQLClient(URI endpoint, String token) {
    this.endpoint = endpoint;
    this.token = token;
  }

  public static GraphQLClient anonymous(URI base) {
    return new GraphQLClient(base.resolve("/graphql"), null);
  }

  /** Of the application under {@code @QuarkusTest}. */
  public static GraphQLClient ofThisTest() {
    return anonymous(
        URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/"));
  }

  public GraphQLClient as(String accessToken) {
    return new GraphQLClient(endpoint, accessToken);
  }

  /** Of the instance that it talks to. */
  public URI base() {
    return endpoint.resolve("/");
  }

  /** The same caller at another instance. */
  public GraphQLClient at(URI base) {
    return new GraphQLClient(base.resolve("/graphql"), token);
  }

  /**
   * Logs in by the sandbox.
   *
   * @param code {@code demo:1} or {@code new:<name>}
   */
  public GraphQLClient asMember(String code) {
    Answer answer =
        run("loginWithWeChat", Map.of("code", code, "channel", "ORGANIC"))
            .expectSuccess("loginWithWeChat");
    return as(answer.text("loginWithWeChat.accessToken"));
  }

  public String token() {
    return token;
  }

  /** Runs a document of {@code graphql/operations} whose only variable is {@code $input}. */
  public Answer run(String operation, Map<String, ?> input) {
    return runWith(operation, Map.of("input", input));
  }

  /** Runs a document of {@code graphql/operations} with these variables. */
  public Answer runWith(String operation, Map<String, ?> variables) {
    return send(Documents.text(operation), variables);
  }

  public Answer send(String document, Map<String, ?> variables) {
    JsonObject body =
        new JsonObject().put("query", document).put("variables", new JsonObject(copy(variables)));
    return post(body.encode());
  }

  /** Sends a body as it is, whether it is a request or not. */
  public Answer post(String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), new JsonObject(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> copy(Map<String, ?> variables) {
    return (Map<String, Object>) new JsonObject(io.vertx.core.json.Json.encode(variables)).getMap();
  }
}
