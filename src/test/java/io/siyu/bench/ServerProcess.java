package io.siyu.bench;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** One process under measurement. */
final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path LOG = Path.of("target", "bench", "server.log");

  private final Process process;
  private final int port;
  private final long startedNanos;

  private ServerProcess(Process process, int port, long startedNanos) {
    this.process = process;
    this.port = port;
    this.startedNanos = startedNanos;
  }

  static ServerProcess start(Application application, Map<String, String> settings, String heap) {
    try {
      int port = freePort();
      Map<String, String> all = new TreeMap<>(settings);
      all.put("quarkus.http.port", String.valueOf(port));
      all.put("quarkus.http.host", "127.0.0.1");
      all.put("quarkus.management.port", String.valueOf(freePort()));
      all.put("quarkus.management.host", "127.0.0.1");
      all.put("quarkus.management.port", "0");
      Files.createDirectories(LOG.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(application.command(all, List.of("-Xmx" + heap)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
      long now = System.nanoTime();
      return new ServerProcess(builder.start(), port, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GraphQLClient client() {
    return GraphQLClient.anonymous(URI.create("http://127.0.0.1:" + port + "/"));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /**
   * @param request what has to be answered without an error
   * @return milliseconds from exec to the first correct answer
   */
  double firstAnswer(Function<GraphQLClient, Answer> request) {
    while (!accepts()) {
      pause();
    }
    while (!isCorrect(request)) {
      pause();
    }
    return sinceStart().toNanos() / 1e6;
  }

  private boolean isCorrect(Function<GraphQLClient, Answer> request) {
    try {
      Answer answer = request.apply(client());
      return answer.status() == 200 && answer.errorCodes().isEmpty();
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private boolean accepts() {
    try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void pause() {
    if (!process.isAlive() || sinceStart().compareTo(PATIENCE) > 0) {
      throw new IllegalStateException("The server did not answer; see " + LOG);
    }
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** Resident memory in MiB, as Linux counts it ({@code VmRSS}). */
  double residentMebibytes() {
    return status("VmRSS:") / 1024.0;
  }

  /** The most it ever was ({@code VmHWM}). */
  double peakMebibytes() {
    return status("VmHWM:") / 1024.0;
  }

  private long status(String name) {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
