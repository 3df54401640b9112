package io.siyu.platform.graphql;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.smallrye.graphql.runtime.SmallRyeGraphQLAbstractHandler;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * GraphQL over WebSocket by the protocol {@code graphql-transport-ws} and no other. Stands before
 * Quarkus' own route, which neither limits rates nor survives a malformed message, and also speaks
 * the protocol's deprecated predecessor.
 */
@ApplicationScoped
class GraphQLWebSockets {

  private static final Logger LOG = Logger.getLogger(GraphQLWebSockets.class);

  static final String SUBPROTOCOL = "graphql-transport-ws";

  /** Where the payload of {@code connection_init} has what would be the header over HTTP. */
  static final String AUTHORIZATION = "Authorization";

  /** After authentication, before Quarkus' own GraphQL routes. */
  private static final int ORDER = -150;

  /** Close code: the client speaks another protocol (RFC 6455 has none of its own for that). */
  private static final short UNKNOWN_SUBPROTOCOL = 4406;

  /** Seconds until a phone may try again for which there was no place. */
  private static final String RETRY_AFTER = "10";

  private static final int AFTER_NEW_REQUESTS_ARE_REFUSED = 2_000;
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(5);
  private static final Duration SHUTDOWN_PAUSE = Duration.ofMillis(20);

  private final Set<SocketGate> open = ConcurrentHashMap.newKeySet();
  private final GraphQLLimits limits;
  private final RequestRates rates;
  private final CurrentIdentityAssociation identity;
  private final CurrentVertxRequest currentRequest;
  private final SharedSubscriptions shared;
  private final SocketMeters meters;
  private final SocketPlaces places;

  GraphQLWebSockets(
      GraphQLLimits limits,
      RequestRates rates,
      CurrentIdentityAssociation identity,
      CurrentVertxRequest currentRequest,
      SharedSubscriptions shared,
      SocketMeters meters) {
    this.limits = limits;
    this.rates = rates;
    this.identity = identity;
    this.currentRequest = currentRequest;
    this.shared = shared;
    this.meters = meters;
    this.places = new SocketPlaces(limits.maxSockets(), limits.maxAddressSockets());
  }

  void register(@Observes Router router) {
    router
        .route(GraphQLHttpFilter.PATH)
        .order(ORDER)
        .handler(new Upgrade(identity, currentRequest));
  }

  /**
   * Phones come back to another instance. Whatever answer is under way on a socket, or waits there
   * because the phone reads slowly, is awaited for a while, as for requests; Quarkus itself would
   * cut sockets off before it waits for anything.
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
      SocketPlaces.Place place = places.take(RequestRates.address(context)).orElse(null);
      if (place == null) {
        meters.refused();
        context.response().putHeader("Retry-After", RETRY_AFTER).setStatusCode(503).end();
        return;
      }
      try {
        Map<String, Object> metaData = getMetaData(context);
        context
            .request()
            .toWebSocket()
            .onFailure(failure -> place.giveBack())
            .onSuccess(socket -> upgraded(context, socket, metaData, place));
      } catch (RuntimeException failure) {
        place.giveBack();
        throw failure;
      }
    }

    private void upgraded(
        RoutingContext context,
        ServerWebSocket socket,
        Map<String, Object> metaData,
        SocketPlaces.Place place) {
      try {
        FinishedRequests.finish(context.request());
        if (SUBPROTOCOL.equals(socket.subProtocol())) {
          start(context, socket, metaData, place);
        } else {
          place.giveBack();
          socket.close(UNKNOWN_SUBPROTOCOL, "Speak " + SUBPROTOCOL);
        }
      } catch (RuntimeException failure) {
        place.giveBack();
        LOG.debugf("A socket could not be opened: %s", failure.toString());
        if (!socket.isClosed()) {
          socket.close(SocketTurn.INTERNAL_ERROR, "Internal error");
        }
      }
    }

    private void start(
        RoutingContext context,
        ServerWebSocket socket,
        Map<String, Object> metaData,
        SocketPlaces.Place place) {
      SocketGate gate = new SocketGate(socket, context, limits, rates, meters);
      gate.open(
          new SocketProtocol(
              gate.outbox(), gate.answersDue(), metaData, context, this, shared, meters),
          () -> {
            place.giveBack();
            if (open.remove(gate)) {
              meters.closed();
            }
          });
      // Nothing of the socket is handled before this returns: one context does both.
      meters.opened();
      open.add(gate);
    }
  }
}
