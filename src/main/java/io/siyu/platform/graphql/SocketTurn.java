package io.siyu.platform.graphql;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Handles what a socket receives one after the other, whatever becomes of each. */
final class SocketTurn {

  private static final Logger LOG = Logger.getLogger(SocketTurn.class);

  /** Close code of RFC 6455: the server met something unexpected. Clients connect again. */
  static final short INTERNAL_ERROR = 1011;

  private final ServerWebSocket socket;
  private final Supplier<Context> here;

  /**
   * @param here the context in which a message is being handled
   */
  SocketTurn(ServerWebSocket socket, Supplier<Context> here) {
    this.socket = socket;
    this.here = here;
  }

  /** What cannot be handled ends the socket: its answers would never come. */
  void handle(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException failure) {
      LOG.error("A message of a socket could not be handled.", failure);
      if (!socket.isClosed()) {
        socket.close(INTERNAL_ERROR, "Internal error");
      }
    }
  }

  /**
   * Later messages wait, so that none overtakes the one being counted.
   *
   * @param use how long it has to wait; when that cannot be learnt, it need not
   */
  void count(Uni<Duration> use, Consumer<Duration> then) {
    Context context = here.get();
    socket.pause();
    use.onFailure()
        .recoverWithItem(Duration.ZERO)
        .subscribe()
        .with(wait -> context.runOnContext(ignored -> goOn(wait, then)));
  }

  private void goOn(Duration wait, Consumer<Duration> then) {
    if (socket.isClosed()) {
      return;
    }
    handle(() -> then.accept(wait));
    socket.resume();
  }
}
