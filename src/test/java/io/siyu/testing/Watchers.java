package io.siyu.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Very many phones that watch the progress of something, on one thread. */
public final class Watchers implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Handshakes under way at once, so that neither side's queue of connections overflows. */
  private static final int AT_ONCE = 50;

  /** Of a client that does not read, so that what it is sent piles up at the server. */
  private static final int SMALL_BUFFER = 4_096;

  private static final Pattern HAVE = Pattern.compile("\"have\":(\\d+)");

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final List<Watcher> watchers = new ArrayList<>();

  /** One phone. */
  public static final class Watcher {
    private final CompletableFuture<Void> told = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private WebSocket socket;
    private volatile int have = -1;
    private volatile int messages;
    private volatile long bytes;
    private volatile long lastNanos;

    /** What it was told last; -1 when nothing. */
    public int have() {
      return have;
    }

    /** States that it was told. */
    public int messages() {
      return messages;
    }

    /** Characters that it was sent altogether. */
    public long bytes() {
      return bytes;
    }

    /** When the last state came. */
    public long lastNanos() {
      return lastNanos;
    }

    public boolean isClosed() {
      return closed.isDone();
    }

    /** Reads nothing from now on. */
    public void stopReading() {
      socket.pause();
    }

    public void goOnReading() {
      socket.resume();
    }

    public void leave() {
      socket.close();
    }

    private void received(String text) {
      bytes += text.length();
      Matcher found = HAVE.matcher(text);
      if (found.find()) {
        have = Integer.parseInt(found.group(1));
        messages++;
        lastNanos = System.nanoTime();
        told.complete(null);
      }
    }
  }

  /**
   * Opens so many sockets more and waits until each was told how it stands.
   *
   * @param document a subscription with a field {@code have}
   * @return the new ones
   */
  public List<Watcher> open(URI base, String document, Map<String, ?> variables, int count) {
    return open(base, document, variables, count, new WebSocketClientOptions());
  }

  /** As {@link #open}, with little room for what they are sent; they read until told not to. */
  public List<Watcher> openNarrow(URI base, String document, Map<String, ?> variables, int count) {
    return open(
        base,
        document,
        variables,
        count,
        new WebSocketClientOptions().setReceiveBufferSize(SMALL_BUFFER));
  }

  private List<Watcher> open(
      URI base,
      String document,
      Map<String, ?> variables,
      int count,
      WebSocketClientOptions options) {
    WebSocketClient client = vertx.createWebSocketClient(options.setMaxConnections(count + 1));
    WebSocketConnectOptions where =
        new WebSocketConnectOptions()
            .setHost(base.getHost())
            .setPort(base.getPort())
            .setURI("/graphql")
            .addSubProtocol("graphql-transport-ws");
    String subscribe =
        new JsonObject()
            .put("id", "1")
            .put("type", "subscribe")
            .put(
                "payload",
                new JsonObject()
                    .put("query", document)
                    .put("variables", JsonObject.mapFrom(variables)))
            .encode();
    List<Watcher> opened = new ArrayList<>();
    while (opened.size() < count) {
      List<Watcher> some = new ArrayList<>();
      for (int i = 0; i < Math.min(AT_ONCE, count - opened.size()); i++) {
        some.add(start(client, where, subscribe));
      }
      some.forEach(watcher -> within(watcher.told));
      opened.addAll(some);
    }
    watchers.addAll(opened);
    return opened;
  }

  private static Watcher start(
      WebSocketClient client, WebSocketConnectOptions where, String subscribe) {
    Watcher watcher = new Watcher();
    Future<WebSocket> connected = client.connect(where);
    connected.onFailure(watcher.told::completeExceptionally);
    connected.onSuccess(
        socket -> {
          watcher.socket = socket;
          socket.textMessageHandler(watcher::received);
          socket.exceptionHandler(failure -> {});
          socket.closeHandler(ignored -> watcher.closed.complete(null));
          socket.writeTextMessage("{\"type\":\"connection_init\"}");
          socket.writeTextMessage(subscribe);
        });
    return watcher;
  }

  public List<Watcher> all() {
    return List.copyOf(watchers);
  }

  private static void within(CompletableFuture<Void> future) {
    try {
      future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
