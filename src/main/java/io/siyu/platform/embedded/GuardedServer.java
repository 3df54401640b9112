package io.siyu.platform.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A server process that cannot outlive this JVM.
 *
 * <p>A shell stands between the two and holds the reading end of a pipe from the JVM. When the JVM
 * ends, even by SIGKILL, the system closes the other end; the shell then ends the server, its own
 * child, and removes its directory. It exists before the server does, so no moment is uncovered,
 * and no hook of the JVM is involved, so the server stays up until the application has shut down.
 */
final class GuardedServer {

  /**
   * Arguments: the directory, the signal that stops the server, the server's command.
   *
   * <p>The signal is repeated because a shell's background child ignores SIGQUIT until it sets its
   * own handler. When the server ends by itself, the end of its log goes to the JVM.
   */
  private static final String GUARD =
      """
      trap '' HUP INT TERM
      directory=$1 signal=$2
      shift 2
      exec 3<&0 </dev/null
      "$@" >"$directory/log" 2>&1 3<&- &
      server=$!
      (
        while read -r _; do :; done
        while kill -s "$signal" "$server"; do sleep 0.1; done
      ) <&3 >/dev/null 2>&1 &
      watch=$!
      wait "$server"
      kill -s KILL "$watch"
      tail -n 20 "$directory/log"
      rm -rf "$directory"
      """;

  /** A session of its own keeps Ctrl-C at the terminal away from the server; macOS lacks setsid. */
  private static final String OWN_SESSION =
      "command -v setsid >/dev/null && exec setsid sh -c \"$@\"; exec sh -c \"$@\"";

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration PORT_PATIENCE = Duration.ofSeconds(2);
  private static final int POLL_MILLIS = 20;
  private static final int RANDOM_PORT_ATTEMPTS = 3;

  private final String name;
  private final String signal;
  private final String portSetting;

  GuardedServer(String name, String signal, String portSetting) {
    this.name = name;
    this.signal = signal;
    this.portSetting = portSetting;
  }

  /** What differs between the servers. */
  interface Plan {
    /** The command that becomes the server, in a directory that exists only for it. */
    List<String> command(Path directory, int port) throws IOException;

    /** Whether the server, whose output is in {@code directory/log}, accepts connections. */
    boolean isReady(Path directory) throws IOException;
  }

  /** Starts the server on the port, or on any free one if it is 0, and returns the port. */
  int start(int fixedPort, Plan plan) {
    try {
      if (fixedPort != 0) {
        awaitFree(fixedPort);
        String failure = attempt(fixedPort, plan);
        if (failure != null) {
          throw isPortTaken(failure) ? taken(fixedPort) : failed(failure);
        }
        return fixedPort;
      }
      // Between choosing a free port and binding it, somebody else may get it.
      for (int attempt = 1; ; attempt++) {
        int port = freePort();
        String failure = attempt(port, plan);
        if (failure == null) {
          return port;
        }
        if (!isPortTaken(failure) || attempt == RANDOM_PORT_ATTEMPTS) {
          throw failed(failure);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("Embedded " + name + " did not start", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while embedded " + name + " started");
    }
  }

  /** Returns null when the server is ready, else the end of its log. */
  private String attempt(int port, Plan plan) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("siyu-" + name.toLowerCase(Locale.ROOT) + "-");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", OWN_SESSION, "sh", GUARD, "siyu-embedded-guard"));
    command.addAll(List.of(directory.toString(), signal));
    command.addAll(plan.command(directory, port));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LC_ALL", "C"); // so that error messages can be recognised
    Process guard = builder.start();
    // The pipe must stay open for the JVM's life: the pending completion keeps the process
    // reachable.
    guard.onExit().thenAccept(Process::exitValue);

    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!guard.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (plan.isReady(directory)) {
        return null;
      }
      if (System.nanoTime() > deadline) {
        guard.getOutputStream().close();
        guard.waitFor();
      }
    }
    return new String(guard.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The servers of a run that has just ended may need a moment to go. */
  private void awaitFree(int port) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PORT_PATIENCE.toNanos();
    while (!isFree(port)) {
      if (System.nanoTime() > deadline) {
        throw taken(port);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(loopback(), port));
      return true;
    } catch (java.net.BindException inUse) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static boolean isPortTaken(String log) {
    return log.contains("Address already in use");
  }

  private IllegalStateException taken(int port) {
    return new IllegalStateException(
        "Port %d for the embedded %s is already taken: free it, or set %s to another port (0 takes any free one)"
            .formatted(port, name, portSetting));
  }

  private IllegalStateException failed(String log) {
    return new IllegalStateException(
        "Embedded %s did not start. The end of its log:%n%s".formatted(name, log));
  }
}
