package io.siyu.platform.graphql;

import io.smallrye.graphql.websocket.GraphQLWebSocketSession;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Operations of one socket that were taken and are answered once, rather than told of things to
 * come. One is due until the last message of its answer is in the outbox: before that the library
 * already counts it as done.
 */
final class AnswersDue implements GraphQLWebSocketSession {

  private static final String EVENT = "{\"type\":\"next\"";

  private final SocketOutbox outbox;
  private final Runnable whenNone;
  private final Set<String> operations = ConcurrentHashMap.newKeySet();

  /**
   * @param whenNone told whenever the last one is answered, from whatever thread
   */
  AnswersDue(SocketOutbox outbox, Runnable whenNone) {
    this.outbox = outbox;
    this.whenNone = whenNone;
  }

  void add(String operation) {
    operations.add(operation);
  }

  void remove(String operation) {
    if (operations.remove(operation) && operations.isEmpty()) {
      whenNone.run();
    }
  }

  boolean isEmpty() {
    return operations.isEmpty();
  }

  @Override
  public void sendMessage(String message) {
    outbox.sendMessage(message);
    if (!operations.isEmpty() && !message.startsWith(EVENT)) {
      String ended = new JsonObject(message).getString("id");
      if (ended != null) {
        remove(ended);
      }
    }
  }

  @Override
  public void close(short code, String reason) {
    outbox.close(code, reason);
  }

  @Override
  public boolean isClosed() {
    return outbox.isClosed();
  }
}
