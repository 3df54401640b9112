package io.siyu.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Application;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SigningKeys;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package that is shipped, with the environment that the production overlay gives it and with
 * secrets as files. Only where its servers are, and its own ports, are this machine's.
 */
@Tag("native")
class DeploymentIT {

  private static final String PASSWORD = "a-password-for-the-first-admin";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path directory;

  private final Manifests production = Overlays.manifests("production");
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(process -> process.destroyForcibly().onExit().join());
  }

  @Test
  void the_overlays_job_migrates_and_its_replicas_answer_where_it_asks() throws Exception {
    Path secrets = secrets();
    try (Cluster cluster = Cluster.of("deployment", 0, Map.of())) {
      Map<String, String> here = servers(cluster, secrets);
      Container job =
          production
              .one(Job.class, "siyu-migrate")
              .getSpec()
              .getTemplate()
              .getSpec()
              .getContainers()
              .get(0);
      Process migration = start("job", job, here);
      assertThat(migration.onExit().join().exitValue()).as("exit code of the Job").isZero();

      int http = freePort();
      int management = freePort();
      here.put("quarkus.http.port", String.valueOf(http));
      here.put("quarkus.management.port", String.valueOf(management));
      Container replica =
          production.service().getSpec().getTemplate().getSpec().getContainers().get(0);
      Process process = start("replica", replica, here);
      Map<String, Integer> ports = Map.of("http", http, "management", management);

      await("the startup probe passes")
          .atMost(Duration.ofSeconds(120))
          .until(
              () ->
                  !process.isAlive()
                      || status(ports, replica.getStartupProbe().getHttpGet()) == 200);
      await("the readiness probe passes")
          .atMost(Duration.ofSeconds(30))
          .until(() -> status(ports, replica.getReadinessProbe().getHttpGet()) == 200);
      assertThat(status(ports, replica.getLivenessProbe().getHttpGet())).isEqualTo(200);
      production.one(ServiceMonitor.class, "siyu").getSpec().getEndpoints().stream()
          .map(endpoint -> page(ports.get(endpoint.getPort()), endpoint.getPath()))
          .forEach(page -> assertThat(page.body()).contains("jvm_memory_used_bytes"));

      String path =
          production
              .one(Ingress.class, "siyu")
              .getSpec()
              .getRules()
              .get(0)
              .getHttp()
              .getPaths()
              .get(0)
              .getPath();
      assertThat(path).isEqualTo("/graphql");
      GraphQLClient client = GraphQLClient.anonymous(URI.create("http://127.0.0.1:" + http + "/"));
      client
          .run("operatorLogin", Map.of("name", "admin", "password", PASSWORD))
          .expectSuccess("operatorLogin");
      assertThat(page(http, "/q/metrics").statusCode()).isEqualTo(404);
      assertThat(log("replica"))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(new JsonObject(line).getString("level")).isNotBlank())
          .noneMatch(line -> line.contains(PASSWORD));
    }
  }

  private Path secrets() throws IOException {
    Path secrets = Files.createDirectory(directory.resolve("secrets"));
    Files.writeString(secrets.resolve("quarkus.datasource.password"), "siyu\n");
    Files.writeString(secrets.resolve("siyu.wechat.app-secret"), "not-a-real-secret");
    Files.writeString(secrets.resolve("siyu.security.first-admin-password"), PASSWORD + "\n");
    Files.writeString(
        secrets.resolve("siyu.member.departure-key"), "a-departure-key-of-this-test-alone");
    Map<String, String> keys = SigningKeys.in(directory);
    for (String key : List.of("smallrye.jwt.sign.key", "mp.jwt.verify.publickey")) {
      Files.copy(Path.of(URI.create(keys.get(key + ".location"))), secrets.resolve(key));
    }
    return secrets;
  }

  private static Map<String, String> servers(Cluster cluster, Path secrets) {
    Map<String, String> servers = new HashMap<>(cluster.servers());
    servers.remove("quarkus.datasource.password");
    servers.put("smallrye.config.source.file.locations", secrets.toString());
    return servers;
  }

  /** Properties of the system win over the environment. The manifests' arguments are native. */
  private Process start(String name, Container container, Map<String, String> here)
      throws IOException {
    List<String> command =
        Boolean.getBoolean("siyu.testing.native")
            ? Application.NATIVE.command(here, container.getArgs())
            : Application.JAR.command(here, List.of("-Xmx256m", "-XX:+UseSerialGC"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(production.environment(container));
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private List<String> log(String name) throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve(name + ".log"))) {
      return lines.toList();
    }
  }

  private static int status(Map<String, Integer> ports, HTTPGetAction action) {
    try {
      return page(ports.get(action.getPort().getStrVal()), action.getPath()).statusCode();
    } catch (UncheckedIOException notYet) {
      return 0;
    }
  }

  private static HttpResponse<String> page(int port, String path) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(5))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
