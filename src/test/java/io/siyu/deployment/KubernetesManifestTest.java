package io.siyu.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both overlays are objects of the Kubernetes API, and what refers to each other fits. */
class KubernetesManifestTest {

  private static final List<String> OVERLAYS = Overlays.NAMES;

  /** Made by hand, outside the repository, as docs/deployment.md says. */
  private static final Set<String> EXTERNAL_SECRETS =
      Set.of("siyu-secrets", "siyu-migration-secrets", "siyu-tls");

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void every_manifest_is_of_the_api_and_in_the_overlays_namespace(String overlay) {
    Manifests manifests = Overlays.manifests(overlay);

    String namespace = manifests.all(Namespace.class).get(0).getMetadata().getName();
    assertThat(manifests.objects())
        .hasSizeGreaterThan(7)
        .filteredOn(object -> !(object instanceof Namespace))
        .allSatisfy(object -> assertThat(object.getMetadata().getNamespace()).isEqualTo(namespace));
    assertThat(manifests.objects())
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Service, spec: {port: 1}}",
        "{apiVersion: v1, kind: Service, spec: {ports: [{port: \"80\"}]}}",
        "{apiVersion: v1, kind: ConfigMap, data: {A: true}}",
        "{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {x: 1}}}}",
        "{apiVersion: apps/v1beta1, kind: Deployment}"
      })
  void a_field_or_a_kind_that_the_api_does_not_know_is_refused(String manifest) {
    Map<String, Object> document = Yaml.documents(manifest).get(0);

    assertThatThrownBy(() -> Manifests.parse(document))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void what_selects_pods_finds_them(String overlay) {
    Manifests manifests = Overlays.manifests(overlay);
    List<Map<String, String>> pods =
        manifests.templates().map(template -> template.getMetadata().getLabels()).toList();

    for (Deployment deployment : manifests.all(Deployment.class)) {
      Map<String, String> wanted = deployment.getSpec().getSelector().getMatchLabels();
      PodTemplateSpec template = deployment.getSpec().getTemplate();
      assertThat(template.getMetadata().getLabels()).containsAllEntriesOf(wanted);
      template
          .getSpec()
          .getTopologySpreadConstraints()
          .forEach(
              spread -> assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(wanted));
      assertThat(pods).filteredOn(pod -> pod.entrySet().containsAll(wanted.entrySet())).hasSize(1);
    }
    manifests
        .all(Service.class)
        .forEach(service -> assertSelectsOne(pods, service.getSpec().getSelector()));
    manifests
        .all(NetworkPolicy.class)
        .forEach(
            policy -> assertSelectsOne(pods, policy.getSpec().getPodSelector().getMatchLabels()));
    manifests
        .all(PodDisruptionBudget.class)
        .forEach(budget -> assertSelectsOne(pods, budget.getSpec().getSelector().getMatchLabels()));
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void names_of_ports_lead_to_ports(String overlay) {
    Manifests manifests = Overlays.manifests(overlay);
    Map<String, String> siyu = manifests.service().getSpec().getSelector().getMatchLabels();
    List<String> own = portNames(manifests.service().getSpec().getTemplate());

    for (Service service : manifests.all(Service.class)) {
      PodTemplateSpec behind =
          manifests
              .templates()
              .filter(
                  template ->
                      template
                          .getMetadata()
                          .getLabels()
                          .entrySet()
                          .containsAll(service.getSpec().getSelector().entrySet()))
              .findFirst()
              .orElseThrow();
      assertThat(service.getSpec().getPorts())
          .extracting(ServicePort::getTargetPort)
          .extracting(IntOrString::getStrVal)
          .isSubsetOf(portNames(behind));
    }
    manifests.all(NetworkPolicy.class).stream()
        .filter(policy -> policy.getSpec().getPodSelector().getMatchLabels().equals(siyu))
        .flatMap(policy -> policy.getSpec().getIngress().stream())
        .flatMap(rule -> rule.getPorts().stream())
        .forEach(port -> assertThat(own).contains(port.getPort().getStrVal()));
    Service service = manifests.one(Service.class, "siyu");
    List<String> offered = service.getSpec().getPorts().stream().map(ServicePort::getName).toList();
    for (Ingress ingress : manifests.all(Ingress.class)) {
      ingress.getSpec().getRules().stream()
          .flatMap(rule -> rule.getHttp().getPaths().stream())
          .map(path -> path.getBackend().getService())
          .forEach(
              backend -> {
                assertThat(backend.getName()).isEqualTo("siyu");
                assertThat(offered).contains(backend.getPort().getName());
              });
    }
    for (ServiceMonitor monitor : manifests.all(ServiceMonitor.class)) {
      assertThat(service.getMetadata().getLabels())
          .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
      monitor
          .getSpec()
          .getEndpoints()
          .forEach(endpoint -> assertThat(offered).contains(endpoint.getPort()));
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void the_config_maps_and_secrets_that_are_used_exist(String overlay) {
    Manifests manifests = Overlays.manifests(overlay);
    List<String> configMaps = names(manifests, ConfigMap.class);
    List<String> secrets = names(manifests, Secret.class);

    manifests
        .templates()
        .map(PodTemplateSpec::getSpec)
        .forEach(
            pod -> {
              pod.getContainers().stream()
                  .flatMap(container -> container.getEnvFrom().stream())
                  .forEach(
                      from -> assertThat(configMaps).contains(from.getConfigMapRef().getName()));
              pod.getVolumes().stream()
                  .filter(volume -> volume.getSecret() != null)
                  .forEach(volume -> assertSecretExists(manifests, secrets, volume));
            });
  }

  @Test
  void no_secret_value_is_in_the_production_overlay() {
    Manifests production = Overlays.manifests("production");

    assertThat(production.all(Secret.class)).isEmpty();
    production.all(ConfigMap.class).stream()
        .flatMap(map -> map.getData().keySet().stream())
        .forEach(
            name -> assertThat(name).doesNotContain("PASSWORD", "SECRET_", "_KEY", "PUBLICKEY"));
  }

  @Test
  void the_autoscaler_scales_the_service_between_three_and_what_the_database_carries() {
    HorizontalPodAutoscaler autoscaler =
        Overlays.manifests("production").one(HorizontalPodAutoscaler.class, "siyu");

    assertThat(autoscaler.getSpec().getScaleTargetRef().getName()).isEqualTo("siyu");
    assertThat(autoscaler.getSpec().getScaleTargetRef().getKind()).isEqualTo("Deployment");
    assertThat(autoscaler.getSpec().getMinReplicas()).isGreaterThanOrEqualTo(3);
    // docs/deployment.md asks for 220 connections; one replica more runs during a rollout.
    int perReplica =
        ApplicationSettings.number("quarkus.datasource.reactive.max-size")
            + ApplicationSettings.number("quarkus.datasource.jdbc.max-size");
    assertThat((autoscaler.getSpec().getMaxReplicas() + 1) * perReplica).isLessThanOrEqualTo(210);
  }

  private static void assertSecretExists(Manifests manifests, List<String> secrets, Volume volume) {
    String name = volume.getSecret().getSecretName();
    if (secrets.isEmpty()) {
      assertThat(EXTERNAL_SECRETS).contains(name);
      return;
    }
    assertThat(secrets).contains(name);
    volume
        .getSecret()
        .getItems()
        .forEach(
            item ->
                assertThat(manifests.one(Secret.class, name).getData()).containsKey(item.getKey()));
  }

  private static void assertSelectsOne(
      List<Map<String, String>> pods, Map<String, String> selector) {
    assertThat(selector).isNotEmpty();
    assertThat(pods)
        .filteredOn(pod -> pod.entrySet().containsAll(selector.entrySet()))
        .as("pods with %s", selector)
        .hasSize(1);
  }

  private static List<String> portNames(PodTemplateSpec template) {
    return template.getSpec().getContainers().stream()
        .map(Container::getPorts)
        .flatMap(List::stream)
        .map(ContainerPort::getName)
        .toList();
  }

  private static List<String> names(Manifests manifests, Class<? extends HasMetadata> type) {
    return manifests.all(type).stream().map(object -> object.getMetadata().getName()).toList();
  }
}
