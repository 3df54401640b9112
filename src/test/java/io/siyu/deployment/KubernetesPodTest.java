package io.siyu.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The pods run what the application is: its settings, ports, paths, limits, and nothing as root.
 */
class KubernetesPodTest {

  private static final List<String> OVERLAYS = Overlays.NAMES;
  private static final Duration JOBS_DRAIN = Duration.ofSeconds(10);
  private static final Duration SOCKETS_DRAIN = Duration.ofSeconds(5);
  private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)m");
  private static final String SECRETS = "/etc/siyu/secrets";

  /** What a production installation is told to put into its secrets, by docs/deployment.md. */
  private static final List<String> DOCUMENTED_SECRETS =
      List.of(
          "quarkus.datasource.password",
          "quarkus.redis.password",
          "smallrye.jwt.sign.key",
          "mp.jwt.verify.publickey",
          "siyu.wechat.app-secret",
          "siyu.security.first-admin-password",
          "siyu.member.departure-key");

  private final KnownSettings settings = new KnownSettings();

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_environment_variable_is_a_setting_that_is_read_at_run_time(String overlay) {
    Manifests manifests = Overlays.manifests(overlay);

    for (PodSpec pod : manifests.siyuPods()) {
      Container container = pod.getContainers().get(0);
      assertThat(manifests.environment(container).keySet())
          .allMatch(
              name -> settings.hasEnvironmentName(name) || name.equals(DockerFiles.HEAP_VARIABLE));
      assertThat(manifests.environment(container))
          .containsEntry("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS", SECRETS)
          .containsEntry("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true")
          .containsKeys("QUARKUS_DATASOURCE_JDBC_URL", "QUARKUS_DATASOURCE_REACTIVE_URL");
      assertThat(container.getVolumeMounts())
          .anyMatch(mount -> mount.getMountPath().equals(SECRETS) && mount.getReadOnly());
    }
    manifests.all(Secret.class).stream()
        .flatMap(secret -> secret.getData().keySet().stream())
        .forEach(name -> assertThat(settings.hasProperty(name)).as(name).isTrue());
  }

  @Test
  void a_name_that_is_no_setting_or_is_fixed_at_build_time_is_seen() {
    assertThat(settings.hasEnvironmentName("SIYU_MIGRATION_MODE")).isTrue();
    assertThat(settings.hasEnvironmentName("SIYU_MIGRATION_MOOD")).isFalse();
    assertThat(settings.hasEnvironmentName("QUARKUS_HTTP_PORT")).isTrue();
    assertThat(settings.hasEnvironmentName("QUARKUS_MANAGEMENT_ENABLED")).isFalse();
    assertThat(settings.hasProperty("quarkus.datasource.password")).isTrue();
    assertThat(settings.hasProperty("quarkus_datasource_password")).isFalse();
  }

  @Test
  void the_documented_secrets_are_settings() {
    String documentation = Yaml.text(Path.of("docs", "deployment.md"));

    assertThat(DOCUMENTED_SECRETS)
        .allMatch(settings::hasProperty)
        .allMatch(name -> documentation.contains(name));
  }

  @Test
  void only_the_job_migrates_in_production() {
    Manifests production = Overlays.manifests("production");
    Container replica = container(production.service().getSpec().getTemplate());
    Job job = production.one(Job.class, "siyu-migrate");
    Container migration = container(job.getSpec().getTemplate());

    assertThat(production.environment(replica)).containsEntry("SIYU_MIGRATION_MODE", "NONE");
    assertThat(production.environment(migration)).containsEntry("SIYU_MIGRATION_MODE", "ONLY");
    assertThat(migration.getImage()).isEqualTo(replica.getImage());
    assertThat(production.environment(migration).get("QUARKUS_DATASOURCE_USERNAME"))
        .isNotEqualTo(production.environment(replica).get("QUARKUS_DATASOURCE_USERNAME"));
    assertThat(production.environment(replica))
        .containsKeys("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "SIYU_WECHAT_APP_ID")
        .containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true");
  }

  @Test
  void production_runs_the_version_of_the_pom() {
    Matcher version =
        Pattern.compile("<artifactId>siyu</artifactId>\\s*<version>([^<]+?)(-SNAPSHOT)?</version>")
            .matcher(Yaml.text(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();

    assertThat(Overlays.manifests("production").siyuPods())
        .hasSize(2)
        .allSatisfy(
            pod ->
                assertThat(pod.getContainers().get(0).getImage())
                    .endsWith("/siyu:" + version.group(1)));
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void probes_and_monitoring_ask_the_management_port_where_it_answers(String overlay) {
    Manifests manifests = Overlays.manifests(overlay);
    Container container = container(manifests.service().getSpec().getTemplate());

    assertProbe(container.getStartupProbe(), "started");
    assertProbe(container.getReadinessProbe(), "ready");
    assertProbe(container.getLivenessProbe(), "live");
    assertThat(container.getPorts())
        .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "http", Integer.parseInt(ApplicationSettings.text("quarkus.http.port", "8080"))),
            org.assertj.core.groups.Tuple.tuple(
                "management",
                Integer.parseInt(ApplicationSettings.text("quarkus.management.port", "9000"))));
    assertThat(ApplicationSettings.text("quarkus.management.enabled", "false")).isEqualTo("true");
    manifests.all(ServiceMonitor.class).stream()
        .flatMap(monitor -> monitor.getSpec().getEndpoints().stream())
        .forEach(endpoint -> assertThat(endpoint.getPath()).isEqualTo("/q/metrics"));
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void the_outside_sees_graphql_and_callbacks_alone_and_subscriptions_may_stay(String overlay) {
    Ingress ingress = Overlays.manifests(overlay).one(Ingress.class, "siyu");

    assertThat(ingress.getSpec().getRules())
        .flatExtracting(rule -> rule.getHttp().getPaths())
        .extracting(HTTPIngressPath::getPath, HTTPIngressPath::getPathType)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("/graphql", "Exact"),
            org.assertj.core.groups.Tuple.tuple("/wecom/callback", "Exact"),
            org.assertj.core.groups.Tuple.tuple("/wechat-pay/notices", "Exact"));
    assertThat(ingress.getMetadata().getAnnotations())
        .extractingByKey("nginx.ingress.kubernetes.io/proxy-read-timeout")
        .satisfies(seconds -> assertThat(Integer.parseInt(seconds)).isGreaterThanOrEqualTo(3600));
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void a_pod_has_longer_to_end_than_its_longest_request_and_its_jobs(String overlay) {
    Manifests manifests = Overlays.manifests(overlay);
    PodSpec pod = manifests.service().getSpec().getTemplate().getSpec();
    Container container = pod.getContainers().get(0);
    Duration requests =
        Duration.parse("PT" + manifests.environment(container).get("QUARKUS_SHUTDOWN_TIMEOUT"));
    long preStop = container.getLifecycle().getPreStop().getSleep().getSeconds();
    Probe readiness = container.getReadinessProbe();

    assertThat(pod.getTerminationGracePeriodSeconds())
        .isGreaterThan(preStop + requests.plus(SOCKETS_DRAIN).plus(JOBS_DRAIN).toSeconds());
    assertThat(preStop).isGreaterThanOrEqualTo(readiness.getPeriodSeconds());
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void a_rollout_drains_two_pods_at_a_time_at_most(String overlay) {
    DeploymentSpec deployment = Overlays.manifests(overlay).service().getSpec();

    assertThat(deployment.getTemplate().getSpec().getTerminationGracePeriodSeconds())
        .isLessThanOrEqualTo(2L * deployment.getMinReadySeconds());
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_pod_is_restricted_and_bounded(String overlay) {
    Manifests manifests = Overlays.manifests(overlay);

    for (PodSpec pod : manifests.templates().map(PodTemplateSpec::getSpec).toList()) {
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
      assertThat(pod.getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getEnableServiceLinks()).isFalse();
      for (Container container : containers(pod)) {
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
            .containsExactly("ALL");
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(container.getImage()).matches(".+:[^:/]+").doesNotEndWith(":latest");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void the_heap_is_said_and_leaves_room_below_the_limit(String overlay) {
    Manifests manifests = Overlays.manifests(overlay);

    for (PodSpec pod : manifests.siyuPods()) {
      Container container = pod.getContainers().get(0);
      String options =
          String.join(" ", container.getArgs())
              + manifests.environment(container).getOrDefault(DockerFiles.HEAP_VARIABLE, "");
      Matcher heap = HEAP.matcher(options);
      assertThat(heap.find()).as("-Xmx in %s", options).isTrue();
      Map<String, Quantity> limits = container.getResources().getLimits();
      long limit = Quantity.getAmountInBytes(limits.get("memory")).longValueExact();
      assertThat(Long.parseLong(heap.group(1)) * 1024 * 1024).isLessThan(limit / 2 + 1);
    }
  }

  private static void assertProbe(Probe probe, String kind) {
    assertThat(probe.getHttpGet().getPath()).isEqualTo("/q/health/" + kind);
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
  }

  private static List<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream()).toList();
  }

  private static Container container(PodTemplateSpec template) {
    return template.getSpec().getContainers().get(0);
  }
}
