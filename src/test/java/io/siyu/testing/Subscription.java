package io.siyu.testing;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One subscription over {@code graphql-transport-ws}, as a mini-program holds it open. */
public final class Subscription implements AutoCloseable {

  private static final String PROTOCOL = "graphql-transport-ws";
  private static final int PATIENCE_SECONDS = 60;

  private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
  private final List<JsonObject> received = new CopyOnWriteArrayList<>();
  private final List<JsonObject> errors = new CopyOnWriteArrayList<>();
  private WebSocket socket;

  private Subscription() {}

  /**
   * @param base of the instance to subscribe at
   * @param operation a document of {@code graphql/operations}
   * @param token access token, or null for nobody
   */
  public static Subscription open(
      URI base, String operation, Map<String, ?> variables, String token) {
    Subscription subscription = new Subscription();
    URI endpoint = URI.create(base.resolve("/graphql").toString().replaceFirst("^http", "ws"));
    subscription.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols(PROTOCOL)
            .buildAsync(endpoint, subscription.new Receiver())
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
    JsonObject init = new JsonObject().put("type", "connection_init");
    if (token != null) {
      init.put("payload", new JsonObject().put("Authorization", "Bearer " + token));
    }
    subscription.send(init);
    subscription.acknowledged.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    subscription.send(
        new JsonObject()
            .put("id", "1")
            .put("type", "subscribe")
            .put(
                "payload",
                new JsonObject()
                    .put("query", Documents.text(operation))
                    .put("variables", JsonObject.mapFrom(variables))));
    return subscription;
  }

  /** The values so far: what stands below {@code data}. */
  public List<JsonObject> received() {
    return List.copyOf(received);
  }

  /**
   * @return null when nothing came yet
   */
  public JsonObject latest() {
    return received.isEmpty() ? null : received.get(received.size() - 1);
  }

  /** Codes of all errors so far. */
  public List<String> errorCodes() {
    return errors.stream()
        .map(error -> error.getJsonObject("extensions", new JsonObject()).getString("code"))
        .toList();
  }

  @Override
  public void close() {
    socket
        .sendClose(WebSocket.NORMAL_CLOSURE, "")
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private void send(JsonObject message) {
    socket.sendText(message.encode(), true).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private void handle(JsonObject message) {
    switch (message.getString("type")) {
      case "connection_ack" -> acknowledged.complete(null);
      case "ping" -> socket.sendText(new JsonObject().put("type", "pong").encode(), true);
      case "next" -> next(message.getJsonObject("payload"));
      case "error" -> message.getJsonArray("payload").forEach(e -> errors.add((JsonObject) e));
      default -> {}
    }
  }

  private void next(JsonObject payload) {
    if (payload.getJsonArray("errors") != null) {
      payload.getJsonArray("errors").forEach(error -> errors.add((JsonObject) error));
    }
    if (payload.getJsonObject("data") != null) {
      received.add(payload.getJsonObject("data"));
    }
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonObject message = new JsonObject(text.toString());
        text.setLength(0);
        handle(message);
      }
      webSocket.request(1);
      return null;
    }
  }
}
