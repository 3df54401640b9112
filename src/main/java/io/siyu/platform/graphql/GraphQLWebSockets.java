package io.siyu.platform.graphql;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.smallrye.graphql.runtime.SmallRyeAuthGraphQLTransportWSSubprotocolHandler;
import io.quarkus.smallrye.graphql.runtime.SmallRyeGraphQLAbstractHandler;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.graphql.websocket.GraphQLWebSocketSession;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * GraphQL over WebSocket by the protocol {@code graphql-transport-ws} and no other. Stands before
 * Quarkus' own route, which neither limits rates nor survives a malformed message, and also speaks
 * the protocol's deprecated predecessor.
 */
@ApplicationScoped
class GraphQLWebSockets {

  static final String SUBPROTOCOL = "graphql-transport-ws";

  /** Where the payload of {@code connection_init} has what would be the header over HTTP. */
  static final String AUTHORIZATION = "Authorization";

  /** After authentication, before Quarkus' own GraphQL routes. */
  private static final int ORDER = -150;

  /** Close code: the client speaks another protocol (RFC 6455 has none of its own for that). */
  private static final short UNKNOWN_SUBPROTOCOL = 4406;

  private static final int AFTER_NEW_REQUESTS_ARE_REFUSED = 2_000;
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(5);
  private static final Duration SHUTDOWN_PAUSE = Duration.ofMillis(20);

  private final Set<SocketGate> open = ConcurrentHashMap.newKeySet();
  private final GraphQLLimits limits;
  private final RequestRates rates;
  private final CurrentIdentityAssociation identity;
  private final CurrentVertxRequest currentRequest;

  GraphQLWebSockets(
      GraphQLLimits limits,
      RequestRates rates,
      CurrentIdentityAssociation identity,
      CurrentVertxRequest currentRequest) {
    this.limits = limits;
    this.rates = rates;
    this.identity = identity;
    this.currentRequest = currentRequest;
  }

  void register(@Observes Router router) {
    router
        .route(GraphQLHttpFilter.PATH)
        .order(ORDER)
        .handler(new Upgrade(identity, currentRequest));
  }

  /**
   * Phones come back to another instance. Whatever answer is under way on a socket is awaited for a
   * while, as for requests; Quarkus itself would cut sockets off before it waits for anything.
   */
  void drain(@Observes @Priority(AFTER_NEW_REQUESTS_ARE_REFUSED) ShutdownDelayInitiatedEvent told) {
    long deadline = System.nanoTime() + SHUTDOWN_PATIENCE.toNanos();
    open.forEach(SocketGate::leave);
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(SHUTDOWN_PAUSE.toNanos());
      open.forEach(SocketGate::leave);
    }
    open.forEach(SocketGate::goAway);
  }

  static boolean isUpgrade(RoutingContext context) {
    return context.request().headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
  }

  /** Gives every message of the socket the caller's identity, as Quarkus does for requests. */
  private final class Upgrade extends SmallRyeGraphQLAbstractHandler {

    private Upgrade(CurrentIdentityAssociation identity, CurrentVertxRequest currentRequest) {
      super(identity, currentRequest, false);
    }

    @Override
    public void handle(RoutingContext context) {
      if (isUpgrade(context)) {
        super.handle(context);
      } else {
        context.next();
      }
    }

    @Override
    protected void doHandle(RoutingContext context) {
      Map<String, Object> metaData = getMetaData(context);
      context
          .request()
          .toWebSocket()
          .onSuccess(
              socket -> {
                FinishedRequests.finish(context.request());
                if (SUBPROTOCOL.equals(socket.subProtocol())) {
                  start(context, socket, metaData);
                } else {
                  socket.close(UNKNOWN_SUBPROTOCOL, "Speak " + SUBPROTOCOL);
                }
              });
    }

    private void start(
        RoutingContext context, ServerWebSocket socket, Map<String, Object> metaData) {
      SocketGate gate = new SocketGate(socket, context, limits, rates);
      open.add(gate);
      gate.open(new Protocol(gate.session(), metaData, context, this), () -> open.remove(gate));
    }
  }

  /** Shows the gate what the protocol keeps to itself. */
  static final class Protocol extends SmallRyeAuthGraphQLTransportWSSubprotocolHandler {

    private Protocol(
        GraphQLWebSocketSession session,
        Map<String, Object> metaData,
        RoutingContext context,
        SmallRyeGraphQLAbstractHandler handler) {
      super(session, metaData, context, handler, Optional.of(AUTHORIZATION));
    }

    boolean isInitialized() {
      return connectionInitialized.get();
    }

    int operations() {
      return activeOperations.size();
    }

    boolean isActive(String operation) {
      return activeOperations.containsKey(operation);
    }
  }
}
