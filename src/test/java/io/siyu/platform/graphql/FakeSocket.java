package io.siyu.platform.graphql;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A socket whose phone reads when the test says so, with a context that runs when it says so. */
final class FakeSocket {

  private static final int NO_CODE = 1006;

  private final Deque<Handler<Void>> tasks = new ArrayDeque<>();
  private final List<String> written = new ArrayList<>();
  private Handler<Void> drained = ignored -> {};
  private Handler<Buffer> ponged = ignored -> {};
  private final List<Handler<Long>> timers = new ArrayList<>();
  private int pings;
  private boolean cut;
  private boolean full;
  private boolean drainsWhileWriting;
  private boolean paused;
  private Integer closedWith;

  /** What was written, in order; the code of closing is the last. */
  List<String> written() {
    return written;
  }

  boolean isPaused() {
    return paused;
  }

  void becomeFull() {
    full = true;
  }

  /** Takes things again, and drains once more during each write, as Netty does. */
  void drainAlsoWhileWriting() {
    drainsWhileWriting = true;
    drain();
  }

  void drain() {
    full = false;
    drained.handle(null);
  }

  /** As the client of every WebSocket does by itself, as long as it is there. */
  void answerPings() {
    ponged.handle(null);
  }

  /** How often it was asked whether it is there. */
  int pings() {
    return pings;
  }

  /** Every timer that was set rings. */
  void passTime() {
    timers.forEach(timer -> timer.handle(1L));
    timers.clear();
  }

  boolean isCut() {
    return cut;
  }

  /** What waits for the socket's own context. */
  void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove().handle(null);
    }
  }

  ServerWebSocket socket() {
    return fake(
        ServerWebSocket.class,
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "writeTextMessage" -> write((String) arguments[0]);
            case "writeQueueFull" -> {
              return full;
            }
            case "isClosed" -> {
              return closedWith != null;
            }
            case "close" -> close(((Short) arguments[0]).intValue());
            case "pongHandler" -> ponged = pongs(arguments[0]);
            case "writePing" -> pings++;
            case "drainHandler" -> drained = handler(arguments[0]);
            case "pause" -> paused = true;
            case "resume" -> paused = false;
            default -> {}
          }
          return method.getReturnType() == Future.class ? Future.succeededFuture() : null;
        });
  }

  Context context() {
    Vertx vertx =
        fake(
            Vertx.class,
            (proxy, method, arguments) -> {
              if (method.getName().equals("setTimer")) {
                timers.add(timer(arguments[1]));
              }
              if (method.getReturnType() == long.class) {
                return 1L;
              }
              return method.getReturnType() == boolean.class ? true : null;
            });
    return fake(
        Context.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("runOnContext")) {
            tasks.add(handler(arguments[0]));
          }
          return method.getName().equals("owner") ? vertx : null;
        });
  }

  SocketWire wire() {
    return new SocketWire() {
      @Override
      public void narrow(int bytes) {}

      @Override
      public void pace(int most, Duration window, Runnable tooMany) {}

      @Override
      public void cut() {
        cut = true;
        closedWith = NO_CODE;
      }
    };
  }

  private void write(String message) {
    written.add(message);
    if (drainsWhileWriting) {
      drained.handle(null);
    }
  }

  private void close(int code) {
    closedWith = code;
    written.add(String.valueOf(code));
  }

  @SuppressWarnings("unchecked")
  private static Handler<Long> timer(Object given) {
    return (Handler<Long>) given;
  }

  @SuppressWarnings("unchecked")
  private static Handler<Buffer> pongs(Object given) {
    return (Handler<Buffer>) given;
  }

  @SuppressWarnings("unchecked")
  private static Handler<Void> handler(Object given) {
    return (Handler<Void>) given;
  }

  private static <T> T fake(Class<T> type, InvocationHandler answers) {
    return type.cast(
        Proxy.newProxyInstance(FakeSocket.class.getClassLoader(), new Class<?>[] {type}, answers));
  }
}
