package io.siyu.testing.cluster;

import static org.awaitility.Awaitility.await;

import io.siyu.testing.GraphQLClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One process of the packaged application. Built with the {@code fault} profile, its business time
 * can be set and its crash points armed.
 */
public final class SiyuInstance implements AutoCloseable {

  /** Configuration of the harness itself: {@code true} starts the application as it is shipped. */
  public static final String SHIPPED = Application.SHIPPED;

  private static final Duration START_PATIENCE = Duration.ofSeconds(180);
  private static final int KILLED_BY_CRASH_POINT = 137;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String name;
  private final int port;
  private final int operationsPort;
  private final Process process;
  private final Set<String> armed = new HashSet<>();
  private boolean killedOnPurpose;

  private SiyuInstance(String name, int port, int operationsPort, Process process) {
    this.name = name;
    this.port = port;
    this.operationsPort = operationsPort;
    this.process = process;
  }

  static SiyuInstance start(String name, Map<String, String> configuration) {
    int port = freePort();
    Map<String, String> settings = new TreeMap<>(configuration);
    settings.remove(SHIPPED);
    settings.put("quarkus.http.port", String.valueOf(port));
    settings.put("quarkus.http.host", "127.0.0.1");
    // What is shipped has health and metrics on a port of their own.
    int operationsPort = Application.of(configuration).obeysFaults() ? port : freePort();
    settings.put("quarkus.management.port", String.valueOf(operationsPort));
    settings.put("quarkus.management.host", "127.0.0.1");
    List<String> command = Application.of(configuration).command(settings);
    try {
      Path log = Path.of("target", "cluster", name + ".log");
      Files.createDirectories(log.getParent());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new SiyuInstance(name, port, operationsPort, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it answers members. */
  public void awaitReady() {
    await("instance " + name + " is ready")
        .atMost(START_PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException(
                    "Instance " + name + " stopped; see target/cluster.");
              }
              return isReady();
            });
  }

  public boolean isReady() {
    try {
      return send("GET", "/q/health/ready").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /**
   * @param kind {@code live} or {@code ready}
   */
  public JsonObject health(String kind) {
    return new JsonObject(send("GET", "/q/health/" + kind).body());
  }

  /** Everything that the instance has logged so far. */
  public List<String> log() {
    try {
      return Files.readAllLines(Path.of("target", "cluster", name + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Body of an operations page such as {@code /q/metrics}. */
  public String page(String path) {
    return send("GET", path).body();
  }

  public String name() {
    return name;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  public GraphQLClient client() {
    return GraphQLClient.anonymous(uri());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sets business time; it goes on ticking from there. */
  public void setClock(Instant now) {
    expectOk(send("PUT", "/fault/clock/" + now));
  }

  /** The next pass of this point, after {@code passes} harmless ones, kills the process. */
  public void arm(String crashPoint, int passes) {
    armed.add(crashPoint);
    expectOk(send("PUT", "/fault/crash-points/" + crashPoint + "/" + passes));
  }

  /** How often each crash point was passed so far. */
  public Map<String, Object> reachedCrashPoints() {
    return new JsonObject(send("GET", "/fault/crash-points").body()).getMap();
  }

  /** Sends a hint to all instances through Redis. */
  public void sendHint() {
    expectOk(send("POST", "/fault/hints"));
  }

  public int receivedHints() {
    return Integer.parseInt(send("GET", "/fault/hints").body());
  }

  /** Like {@code kill -9}. */
  public void kill() {
    killedOnPurpose = true;
    process.destroyForcibly();
    awaitExit();
  }

  /** Like {@code kill}: the instance may finish what it is doing. */
  public int terminate() {
    killedOnPurpose = true;
    process.destroy();
    awaitExit();
    return process.exitValue();
  }

  /**
   * Waits until the process has ended by itself.
   *
   * @return its exit code
   */
  public int awaitEnd() {
    awaitExit();
    return process.exitValue();
  }

  /** Status of a path where members come in. */
  public int publicStatus(String path) {
    return send(uri(), "GET", path).statusCode();
  }

  /** Waits until an armed crash point has killed the process. */
  public void awaitCrash() {
    awaitExit();
    if (process.exitValue() != KILLED_BY_CRASH_POINT) {
      throw new AssertionError(name + " ended by itself with exit code " + process.exitValue());
    }
  }

  private void awaitExit() {
    await("instance " + name + " has ended")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !process.isAlive());
  }

  /** Points that were armed here and may still be unproven. */
  Set<String> armed() {
    return killedOnPurpose ? Set.of() : Set.copyOf(armed);
  }

  boolean crashed() {
    return !process.isAlive() && process.exitValue() == KILLED_BY_CRASH_POINT;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitExit();
  }

  private HttpResponse<String> send(String method, String path) {
    boolean operations = path.startsWith("/q/health") || path.startsWith("/q/metrics");
    return send(
        operations ? URI.create("http://127.0.0.1:" + operationsPort + "/") : uri(), method, path);
  }

  private static HttpResponse<String> send(URI server, String method, String path) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(server.resolve(path))
              .timeout(Duration.ofSeconds(30))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void expectOk(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException("The fault route answered " + response.statusCode());
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
