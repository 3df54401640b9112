package io.siyu.platform.graphql;

import io.smallrye.graphql.websocket.GraphQLWebSocketSession;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What goes out over one socket. A phone that reads too slowly costs a bounded amount of memory:
 * while its socket takes nothing, of each stream only the latest event is kept, other messages up
 * to a size, and after a while it is cut off. Nobody else waits for it.
 */
final class SocketOutbox implements GraphQLWebSocketSession {

  private static final Logger LOG = Logger.getLogger(SocketOutbox.class);
  private static final String PING = "{\"type\":\"ping\"}";

  /**
   * Bytes that may lie in the socket's queues, here and in the kernel, before it counts as full.
   */
  private static final int QUEUE = 16 * 1024;

  /** Characters of messages, other than events, that wait for a full socket. */
  private static final int MOST_WAITING = 256 * 1024;

  /** Of one every ten seconds. */
  private static final int MOST_UNANSWERED = 6;

  private final ServerWebSocket socket;
  private final SocketWire wire;
  private final Context context;
  private final Duration patience;
  private final SocketMeters meters;

  // Touched in the socket's own context alone.
  private final Map<String, String> events = new LinkedHashMap<>();
  private final Deque<String> messages = new ArrayDeque<>();
  private int waiting;
  private boolean flushing;
  private Runnable lastWord;
  private Long timer;

  /** How often the phone was asked whether it is there since it last showed that it is. */
  private int unanswered;

  /**
   * @param context the socket's own
   * @param patience how long the socket may take nothing
   */
  SocketOutbox(
      ServerWebSocket socket,
      SocketWire wire,
      Context context,
      Duration patience,
      SocketMeters meters) {
    this.socket = socket;
    this.wire = wire;
    this.context = context;
    this.patience = patience;
    this.meters = meters;
    socket.setWriteQueueMaxSize(QUEUE);
    wire.narrow(QUEUE);
    socket.drainHandler(ignored -> flush());
    socket.pongHandler(ignored -> heard());
  }

  /** Messages go out in the order of these calls, from whatever thread they come. */
  @Override
  public void sendMessage(String message) {
    context.runOnContext(
        ignored -> {
          boolean ping = message.equals(PING);
          if (takes()) {
            socket.writeTextMessage(message);
            if (ping) {
              askWhetherItIsThere();
            }
          } else if (!socket.isClosed()) {
            if (ping) {
              // Whoever sends pings and takes no answers has filled it by itself.
              watchTheClock();
            } else {
              hold(message);
            }
          }
        });
  }

  /**
   * A phone that is gone without a word leaves a socket that takes some kilobytes before it is
   * full. By a ping of the WebSocket itself, which every client answers; that of the protocol above
   * is for the client's program.
   */
  private void askWhetherItIsThere() {
    if (unanswered == MOST_UNANSWERED) {
      LOG.debug("A socket whose phone does not answer is cut off.");
      meters.silent();
      end();
    } else {
      unanswered++;
      socket.writePing(Buffer.buffer());
    }
  }

  /** The phone is there. To be called in the socket's own context. */
  void heard() {
    unanswered = 0;
  }

  /**
   * Sends an event, which replaces an earlier one of the same operation that is not out yet.
   *
   * @param message of the type {@code next}
   */
  void sendEvent(String operation, String message) {
    context.runOnContext(
        ignored -> {
          if (lastWord != null) {
            return;
          }
          if (takes()) {
            socket.writeTextMessage(message);
          } else if (!socket.isClosed()) {
            if (events.put(operation, message) != null) {
              meters.replaced();
            }
            watchTheClock();
          }
        });
  }

  /** The client wants no more of it. */
  void forgetEvent(String operation) {
    context.runOnContext(ignored -> events.remove(operation));
  }

  @Override
  public void close(short code, String reason) {
    if (!socket.isClosed()) {
      socket.close(code, reason);
    }
  }

  @Override
  public boolean isClosed() {
    return socket.isClosed();
  }

  /**
   * Closes as soon as all that waits is out; of what is watched nothing is told any more. To be
   * called in the socket's own context.
   */
  void closeWhenEmpty(short code, String reason) {
    lastWord = () -> close(code, reason);
    sayTheLastWord();
  }

  private void sayTheLastWord() {
    if (lastWord != null && events.isEmpty() && messages.isEmpty()) {
      lastWord.run();
    }
  }

  /** The socket is closed. */
  void closed() {
    events.clear();
    messages.clear();
    waiting = 0;
    stopTheClock();
  }

  private boolean takes() {
    return !socket.isClosed() && events.isEmpty() && messages.isEmpty() && !socket.writeQueueFull();
  }

  private void hold(String message) {
    messages.add(message);
    waiting += message.length();
    if (waiting > MOST_WAITING) {
      cutOff();
    } else {
      watchTheClock();
    }
  }

  /** A write may drain the queue and so come here again while it still goes on. */
  private void flush() {
    if (flushing) {
      return;
    }
    flushing = true;
    try {
      writeWhatWaits();
    } finally {
      flushing = false;
    }
    // It reads, however slowly.
    heard();
    stopTheClock();
    if (!events.isEmpty() || !messages.isEmpty()) {
      watchTheClock();
    }
    sayTheLastWord();
  }

  /** Events first: what ends their stream waits behind them. */
  private void writeWhatWaits() {
    while (!events.isEmpty() && !isFull()) {
      socket.writeTextMessage(events.remove(events.keySet().iterator().next()));
    }
    while (!messages.isEmpty() && !isFull()) {
      String message = messages.remove();
      waiting -= message.length();
      socket.writeTextMessage(message);
    }
  }

  private boolean isFull() {
    return socket.isClosed() || socket.writeQueueFull();
  }

  private void watchTheClock() {
    if (timer == null) {
      timer = context.owner().setTimer(patience.toMillis(), ignored -> cutOff());
    }
  }

  private void stopTheClock() {
    if (timer != null) {
      context.owner().cancelTimer(timer);
      timer = null;
    }
  }

  private void cutOff() {
    LOG.debug("A socket that took nothing for too long is cut off.");
    meters.tooSlow();
    end();
  }

  private void end() {
    closed();
    wire.cut();
  }
}
