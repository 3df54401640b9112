package io.siyu.platform.graphql;

import io.siyu.kernel.ErrorCategory;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Stands between one socket and the protocol: lets only well-formed messages through, one after the
 * other, and counts operations like requests. A message that breaks the protocol closes the socket
 * with a code of the protocol; an operation that is too much gets an error of its own.
 */
final class SocketGate {

  private static final Logger LOG = Logger.getLogger(SocketGate.class);
  private static final short MALFORMED = 4400;
  private static final short NOT_INITIALIZED_IN_TIME = 4408;
  private static final short TOO_MANY_REQUESTS = 4429;
  private static final short GOING_AWAY = 1001;
  private static final int MAX_ID_LENGTH = 64;

  private final ServerWebSocket socket;
  private final RoutingContext context;
  private final GraphQLLimits limits;
  private final RequestRates rates;

  private final Context own;
  private final SocketOutbox outbox;
  private final AnswersDue answersDue;
  private final SocketTurn turn;
  private SocketProtocol protocol;
  private Long initTimer;
  private volatile boolean leaving;

  /** To be created in the socket's own context. */
  SocketGate(
      ServerWebSocket socket,
      RoutingContext context,
      GraphQLLimits limits,
      RequestRates rates,
      SocketMeters meters) {
    this.socket = socket;
    this.context = context;
    this.limits = limits;
    this.rates = rates;
    this.own = Vertx.currentContext();
    SocketWire wire = SocketWire.of(context.request().connection());
    wire.pace(limits.maxSocketMessages(), limits.rateWindow(), meters::flooded);
    this.outbox = new SocketOutbox(socket, wire, own, limits.slowSocketTimeout(), meters);
    this.answersDue = new AnswersDue(outbox, this::closeIfLeaving);
    this.turn = new SocketTurn(socket, Vertx::currentContext);
  }

  SocketOutbox outbox() {
    return outbox;
  }

  AnswersDue answersDue() {
    return answersDue;
  }

  /**
   * @param closed run once when the socket is closed, also when this throws
   */
  void open(SocketProtocol spoken, Runnable closed) {
    protocol = spoken;
    AtomicBoolean over = new AtomicBoolean();
    Runnable end =
        () -> {
          if (over.compareAndSet(false, true)) {
            end(closed);
          }
        };
    try {
      // Throws when the phone is gone already.
      socket.closeHandler(ignored -> end.run());
      listen();
    } catch (RuntimeException failure) {
      end.run();
      throw failure;
    }
  }

  private void end(Runnable closed) {
    try {
      if (initTimer != null) {
        context.vertx().cancelTimer(initTimer);
      }
      outbox.closed();
      protocol.onClose();
    } finally {
      closed.run();
    }
  }

  private void listen() {
    initTimer =
        context
            .vertx()
            .setTimer(
                limits.socketInitTimeout().toMillis(),
                ignored -> {
                  if (!protocol.isInitialized()) {
                    close(NOT_INITIALIZED_IN_TIME, "Connection initialisation timeout");
                  }
                });
    // A phone that is gone is no news; closing cleans up.
    socket.exceptionHandler(failure -> LOG.debugf("A socket failed: %s", failure.toString()));
    socket.textMessageHandler(text -> turn.handle(() -> received(text)));
    socket.binaryMessageHandler(ignored -> close(MALFORMED, "Messages are text"));
    // Opening counts like a request, before it is known who is calling.
    turn.count(
        rates.useAddress(context),
        wait -> {
          if (!wait.isZero()) {
            close(TOO_MANY_REQUESTS, RequestRates.message(wait));
          }
        });
  }

  private void received(String text) {
    outbox.heard();
    JsonObject message = parsed(text);
    if (message == null) {
      close(MALFORMED, "Invalid message");
    } else if (!"subscribe".equals(message.getString("type")) || !protocol.isInitialized()) {
      protocol.onMessage(message.encode());
      if ("complete".equals(message.getString("type"))) {
        answersDue.remove(message.getString("id"));
      }
    } else {
      subscribe(message);
    }
  }

  private void subscribe(JsonObject message) {
    String id = message.getString("id");
    if (leaving) {
      refuseAsLeaving(id);
    } else if (message.encode().length() > limits.maxBodyBytes()) {
      refuse(
          id,
          ErrorCategory.LIMIT_EXCEEDED,
          "The request is too large: at most " + limits.maxBodyBytes() + " bytes.");
    } else if (protocol.operations() >= limits.maxSocketOperations()) {
      refuse(
          id,
          ErrorCategory.LIMIT_EXCEEDED,
          "Too many operations at once: at most " + limits.maxSocketOperations() + ".");
    } else {
      turn.count(
          rates.use(context),
          wait -> {
            if (leaving) {
              refuseAsLeaving(id);
            } else if (wait.isZero()) {
              take(id, message);
            } else {
              refuse(id, ErrorCategory.LIMIT_EXCEEDED, RequestRates.message(wait));
            }
          });
    }
  }

  /** Null when it is not a message that a client may send. */
  private static JsonObject parsed(String text) {
    try {
      JsonObject message = new JsonObject(text);
      boolean wellFormed =
          switch (message.getString("type", "")) {
            case "connection_init" -> isInitialisation(message);
            case "ping", "pong" -> true;
            case "subscribe" -> hasId(message) && message.getJsonObject("payload") != null;
            case "complete" -> hasId(message);
            default -> false;
          };
      return wellFormed ? message : null;
    } catch (DecodeException | ClassCastException notOurs) {
      return null;
    }
  }

  /** An explicit null means the same as nothing; a token that is no text is not nobody. */
  private static boolean isInitialisation(JsonObject message) {
    JsonObject payload = message.getJsonObject("payload");
    if (payload == null) {
      message.remove("payload");
      return true;
    }
    Object token = payload.getValue(GraphQLWebSockets.AUTHORIZATION);
    return token == null || token instanceof String;
  }

  private static boolean hasId(JsonObject message) {
    return message.getValue("id") instanceof String id
        && !id.isEmpty()
        && id.length() <= MAX_ID_LENGTH;
  }

  private void take(String id, JsonObject message) {
    if (!isSubscription(message.getJsonObject("payload"))) {
      answersDue.add(id);
    }
    protocol.onMessage(message.encode());
    if (protocol.watches(id)) {
      answersDue.remove(id);
    }
  }

  /** A document that is sent by its hash counts as answered once; that only costs patience. */
  private static boolean isSubscription(JsonObject payload) {
    return payload.getValue("query") instanceof String document
        && document.stripLeading().startsWith("subscription");
  }

  /** Takes nothing more, and closes as soon as no answer is under way or waits for the socket. */
  void leave() {
    if (!leaving) {
      leaving = true;
      closeIfLeaving();
    }
  }

  private void closeIfLeaving() {
    if (leaving) {
      own.runOnContext(
          ignored -> {
            if (answersDue.isEmpty()) {
              outbox.closeWhenEmpty(GOING_AWAY, "Going away");
            }
          });
    }
  }

  /** At once, whatever is under way. */
  void goAway() {
    close(GOING_AWAY, "Going away");
  }

  private void refuseAsLeaving(String id) {
    refuse(id, ErrorCategory.UNAVAILABLE, "This instance is being stopped. Connect again.");
  }

  private void refuse(String id, ErrorCategory category, String text) {
    JsonObject error =
        new JsonObject()
            .put("message", text)
            .put("extensions", new JsonObject().put("code", category.name()));
    outbox.sendMessage(
        new JsonObject()
            .put("id", id)
            .put("type", "error")
            .put("payload", new JsonArray().add(error))
            .encode());
  }

  private void close(short code, String reason) {
    outbox.close(code, reason);
  }
}
