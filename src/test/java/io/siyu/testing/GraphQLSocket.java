package io.siyu.testing;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/** One WebSocket as a mini-program opens it, speaking {@code graphql-transport-ws}. */
public final class GraphQLSocket implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final AtomicInteger lastId = new AtomicInteger();
  private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private GraphQLSocket(URI base, String subprotocol, Map<String, String> headers) {
    URI endpoint = URI.create(base.resolve("/graphql").toString().replaceFirst("^http", "ws"));
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (subprotocol != null) {
      builder.subprotocols(subprotocol);
    }
    headers.forEach(builder::header);
    socket = within(builder.buildAsync(endpoint, new Listener()));
  }

  public static GraphQLSocket open(URI base) {
    return open(base, "graphql-transport-ws");
  }

  /**
   * @param subprotocol none when null
   */
  public static GraphQLSocket open(URI base, String subprotocol) {
    return new GraphQLSocket(base, subprotocol, Map.of());
  }

  /** With headers on the handshake, as a proxy adds them. */
  public static GraphQLSocket open(URI base, Map<String, String> headers) {
    return new GraphQLSocket(base, "graphql-transport-ws", headers);
  }

  /** Where the application under {@code @QuarkusTest} listens. */
  public static URI thisTest() {
    return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/");
  }

  /** Opens the protocol, anonymous. */
  public GraphQLSocket init() {
    return initWith(null).acknowledged();
  }

  /** Opens the protocol as the owner of the token. */
  public GraphQLSocket init(String accessToken) {
    return initWith(new JsonObject().put("Authorization", "Bearer " + accessToken)).acknowledged();
  }

  /** Sends {@code connection_init} and does not wait for the answer. */
  public GraphQLSocket initWith(JsonObject payload) {
    JsonObject message = new JsonObject().put("type", "connection_init");
    return send(payload == null ? message : message.put("payload", payload));
  }

  private GraphQLSocket acknowledged() {
    JsonObject answer = next();
    if (!"connection_ack".equals(answer.getString("type"))) {
      throw new AssertionError("Expected connection_ack, got " + answer.encode());
    }
    return this;
  }

  /**
   * Starts an operation of any kind.
   *
   * @return its id
   */
  public String subscribe(String document, Map<String, ?> variables) {
    return subscribe(
        new JsonObject()
            .put("query", document)
            .put("variables", new JsonObject(Json.encode(variables))));
  }

  /**
   * @param payload what would be the body over HTTP
   * @return the operation's id
   */
  public String subscribe(JsonObject payload) {
    return subscribeRaw(payload.encode());
  }

  /**
   * @param payload JSON text, sent as it is
   */
  public String subscribeRaw(String payload) {
    String id = String.valueOf(lastId.incrementAndGet());
    send("{\"type\":\"subscribe\",\"id\":\"" + id + "\",\"payload\":" + payload + "}");
    return id;
  }

  public void complete(String id) {
    send(new JsonObject().put("id", id).put("type", "complete"));
  }

  public GraphQLSocket send(JsonObject message) {
    return send(message.encode());
  }

  public GraphQLSocket send(String text) {
    within(socket.sendText(text, true));
    return this;
  }

  /** Sends a ping of the WebSocket itself. */
  public void ping() {
    within(socket.sendPing(ByteBuffer.allocate(0)));
  }

  /**
   * @return the next message, pings left out
   */
  public JsonObject next() {
    try {
      JsonObject message = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("No message came; the socket: " + closed);
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * @return the payload of the next message, which is an event of this operation
   * @throws AssertionError when it is anything else
   */
  public JsonObject nextData(String id) {
    JsonObject message = next();
    if (!"next".equals(message.getString("type")) || !id.equals(message.getString("id"))) {
      throw new AssertionError("Expected data of " + id + ", got " + message.encode());
    }
    return message.getJsonObject("payload");
  }

  /**
   * @return the code of the first error of the next message, which ends this operation
   * @throws AssertionError when it is anything else
   */
  public String nextErrorCode(String id) {
    JsonObject message = next();
    if (!"error".equals(message.getString("type")) || !id.equals(message.getString("id"))) {
      throw new AssertionError("Expected an error of " + id + ", got " + message.encode());
    }
    JsonArray errors = message.getJsonArray("payload");
    return errors.getJsonObject(0).getJsonObject("extensions").getString("code");
  }

  /** Waits until the server closes. */
  public Closed closed() {
    return within(closed);
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static <T> T within(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How the server ended it. */
  public record Closed(int code, String reason) {}

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonObject message = new JsonObject(text.toString());
        text.setLength(0);
        if (!"ping".equals(message.getString("type"))) {
          received.add(message);
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(new Closed(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      closed.completeExceptionally(failure);
    }
  }
}
