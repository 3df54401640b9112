package io.siyu.platform.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers live exactly as long as the JVM that started them, however it ends. */
class EmbeddedServersLifetimeTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private static Path temporaryFiles;

  private final List<ProcessHandle> children = new ArrayList<>();

  @AfterEach
  void endChildren() {
    children.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void a_killed_jvm_leaves_no_server_no_port_and_no_data() throws IOException {
    Child child = startChild(0, 0);
    List<ProcessHandle> started = child.process.descendants().toList();
    assertTrue(isOpen(child.postgresPort) && isOpen(child.redisPort));
    assertTrue(started.size() >= 4, "two guards and two servers, but: " + started);

    child.process.destroyForcibly();

    await().atMost(PATIENCE).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    assertFalse(isOpen(child.postgresPort) || isOpen(child.redisPort));
    await().atMost(PATIENCE).until(() -> leftovers() == 0);
  }

  @Test
  void a_jvm_that_ends_by_itself_leaves_nothing_either() throws IOException {
    Child child = startChild(0, 0);
    List<ProcessHandle> started = child.process.descendants().toList();

    child.process.getOutputStream().write('\n');
    child.process.getOutputStream().flush();

    await().atMost(PATIENCE).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    await().atMost(PATIENCE).until(() -> leftovers() == 0);
  }

  @Test
  void a_jvm_whose_parent_is_killed_ends_with_its_servers() throws IOException {
    Process parent = launch(List.of("sh", "-c", "\"$@\" & wait", "sh"), 0, 0);
    Child child = awaitReady(parent);
    List<ProcessHandle> started = parent.descendants().toList();
    assertTrue(started.stream().anyMatch(process -> process.pid() == child.pid));

    parent.destroyForcibly();

    await().atMost(PATIENCE).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void the_next_start_gets_the_fixed_ports_of_a_killed_one() throws IOException {
    Child killed = startChild(0, 0);
    killed.process.destroyForcibly();

    Child next = startChild(killed.postgresPort, killed.redisPort);

    assertEquals(killed.postgresPort, next.postgresPort);
    assertEquals(killed.redisPort, next.redisPort);
  }

  @Test
  void a_taken_port_of_postgres_is_one_clear_message() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String output = startFailing(taken.getLocalPort(), 0);

      assertTrue(output.contains("Port " + taken.getLocalPort()), output);
      assertTrue(output.contains("siyu.embedded.postgres-port"), output);
    }
  }

  @Test
  void a_taken_port_of_redis_is_one_clear_message() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String output = startFailing(0, taken.getLocalPort());

      assertTrue(output.contains("Port " + taken.getLocalPort()), output);
      assertTrue(output.contains("siyu.embedded.redis-port"), output);
    }
  }

  private record Child(Process process, int postgresPort, int redisPort, long pid) {}

  private Child startChild(int postgresPort, int redisPort) throws IOException {
    return awaitReady(launch(List.of(), postgresPort, redisPort));
  }

  private Child awaitReady(Process process) {
    BufferedReader output = process.inputReader();
    String line = output.lines().filter(text -> text.startsWith("jdbc:")).findFirst().orElse(null);
    assertNotNull(line, "the child JVM ended before its servers were ready");
    String[] addresses = line.split(" ");
    ProcessHandle.of(Long.parseLong(addresses[2])).ifPresent(children::add);
    return new Child(
        process,
        URI.create(addresses[0].substring("jdbc:".length())).getPort(),
        URI.create(addresses[1]).getPort(),
        Long.parseLong(addresses[2]));
  }

  private String startFailing(int postgresPort, int redisPort) throws IOException {
    Process process = launch(List.of(), postgresPort, redisPort);
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(1, assertDoesNotThrow(() -> process.waitFor()), output);
    return output;
  }

  private Process launch(List<String> launcher, int postgresPort, int redisPort)
      throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporaryFiles,
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedServersInChildJvm.class.getName(),
            Integer.toString(postgresPort),
            Integer.toString(redisPort)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    children.add(process.toHandle());
    return process;
  }

  private static boolean isOpen(int port) {
    try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static long leftovers() throws IOException {
    try (Stream<Path> files = Files.list(temporaryFiles)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("siyu-embedded-")) // the unpacked programs stay
          .count();
    }
  }
}
