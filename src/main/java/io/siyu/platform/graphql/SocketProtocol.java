package io.siyu.platform.graphql;

import io.quarkus.smallrye.graphql.runtime.SmallRyeAuthGraphQLTransportWSSubprotocolHandler;
import io.quarkus.smallrye.graphql.runtime.SmallRyeGraphQLAbstractHandler;
import io.siyu.platform.security.BearerAuthentication;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The protocol of one socket. Subscriptions that tell everybody the same join the stream that is
 * there already; everything else is executed for this socket alone.
 */
final class SocketProtocol extends SmallRyeAuthGraphQLTransportWSSubprotocolHandler {

  private static final short ALREADY_EXISTS = 4409;

  private final SocketOutbox outbox;
  private final RoutingContext routing;
  private final SharedSubscriptions shared;
  private final SocketMeters meters;
  private final Map<String, Watching> watching = new ConcurrentHashMap<>();

  SocketProtocol(
      SocketOutbox outbox,
      AnswersDue answersDue,
      Map<String, Object> metaData,
      RoutingContext routing,
      SmallRyeGraphQLAbstractHandler handler,
      SharedSubscriptions shared,
      SocketMeters meters) {
    super(answersDue, metaData, routing, handler, Optional.of(GraphQLWebSockets.AUTHORIZATION));
    this.outbox = outbox;
    this.routing = routing;
    this.shared = shared;
    this.meters = meters;
  }

  boolean isInitialized() {
    return connectionInitialized.get();
  }

  int operations() {
    return activeOperations.size() + watching.size();
  }

  /** Whether the operation joined a stream. */
  boolean watches(String operation) {
    return watching.containsKey(operation);
  }

  @Override
  protected void onOperationRequest(JsonObject message) {
    String id = message.getString("id");
    JsonObject payload = message.getJsonObject("payload");
    if (watching.containsKey(id)) {
      outbox.close(ALREADY_EXISTS, "Subscriber for " + id + " already exists");
    } else if (isInitialized()
        && !activeOperations.containsKey(id)
        && !BearerAuthentication.rejected(routing)
        && shared.isShared(payload)) {
      watch(id, payload);
    } else {
      super.onOperationRequest(message);
    }
  }

  private void watch(String id, JsonObject payload) {
    Watching one = new Watching(id);
    watching.put(id, one);
    meters.watches();
    one.leave =
        shared.join(
            payload, writer -> executionService.executeAsync(payload, getContext(), writer), one);
  }

  @Override
  protected void sendCancelMessage(JsonObject message) {
    Watching one = watching.get(message.getString("id"));
    if (one == null) {
      super.sendCancelMessage(message);
    } else {
      one.stop();
    }
  }

  @Override
  public void onClose() {
    try {
      List.copyOf(watching.values()).forEach(Watching::stop);
    } finally {
      super.onClose();
    }
  }

  /** One operation of this socket that joined a stream. */
  private final class Watching implements SharedStream.Watcher {

    private final String id;
    private final String beginning;
    private volatile Runnable leave = () -> {};

    private Watching(String id) {
      this.id = id;
      this.beginning = "{\"type\":\"next\",\"id\":" + Json.encode(id) + ",\"payload\":";
    }

    @Override
    public void event(String payload) {
      outbox.sendEvent(id, beginning + payload + "}");
    }

    @Override
    public void end(String errors) {
      if (!forget()) {
        return;
      }
      String name = Json.encode(id);
      outbox.sendMessage(
          errors == null
              ? "{\"type\":\"complete\",\"id\":" + name + "}"
              : "{\"type\":\"error\",\"id\":" + name + ",\"payload\":" + errors + "}");
    }

    private void stop() {
      if (forget()) {
        leave.run();
        outbox.forgetEvent(id);
      }
    }

    private boolean forget() {
      boolean gone = watching.remove(id, this);
      if (gone) {
        meters.watchesNoMore();
      }
      return gone;
    }
  }
}
