package io.siyu.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in docker/ say what the application knows, and name what is there. */
class DockerTest {

  private static final Path DOCKER = Path.of("docker");

  @TempDir Path directory;

  private final Map<String, Object> compose = Yaml.documents(DOCKER.resolve("compose.yaml")).get(0);
  private final KnownSettings settings = new KnownSettings();

  @Test
  void compose_gives_siyu_settings_it_knows_and_secrets_of_files() {
    Map<String, Object> siyu = service("siyu");

    assertThat(map(siyu, "environment").keySet())
        .allMatch(
            name -> settings.hasEnvironmentName(name) || name.equals(DockerFiles.HEAP_VARIABLE));
    assertThat(map(siyu, "environment"))
        .containsEntry("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS", "/run/secrets");
    assertThat(list(siyu, "secrets")).isNotEmpty().allMatch(settings::hasProperty);
    assertThat(siyu).containsEntry("read_only", true);
    assertThat(list(siyu, "cap_drop")).containsExactly("ALL");
  }

  @Test
  void compose_names_files_that_are_there_or_made() throws Exception {
    Map<String, Object> build = map(service("siyu"), "build");
    Path context = DOCKER.resolve((String) build.get("context"));
    assertThat(context.resolve((String) build.get("dockerfile"))).exists();
    assertThat(Yaml.text(DOCKER.resolve("Dockerfile.jvm"))).contains("ARG PROFILE=");

    String script = Yaml.text(DOCKER.resolve("create-secrets"));
    Map<String, Object> secrets = map(compose, "secrets");
    for (String name : secrets.keySet()) {
      assertThat(map(secrets, name)).containsEntry("file", "secrets/" + name);
      assertThat(script).contains(name);
    }
    Set<String> used = new TreeSet<>();
    map(compose, "services").keySet().forEach(name -> used.addAll(list(service(name), "secrets")));
    assertThat(secrets.keySet()).containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void compose_and_the_dev_overlay_run_the_same_images() {
    Stream<String> inCluster =
        Overlays.manifests("dev")
            .templates()
            .map(template -> template.getSpec().getContainers().get(0).getImage());

    assertThat(map(compose, "services").keySet())
        .extracting(name -> (String) service(name).get("image"))
        .containsExactlyInAnyOrderElementsOf(inCluster.toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
  void an_image_is_pinned_runs_as_nobody_and_tells_its_health(String file) {
    String text = Yaml.text(DOCKER.resolve(file));
    String last = text.substring(text.lastIndexOf("\nFROM "));

    Matcher bases = Pattern.compile("(?m)^ARG \\w+_IMAGE=(.*)$").matcher(text);
    int found = 0;
    while (bases.find()) {
      found++;
      assertThat(bases.group(1)).matches(".+:[^:]+").doesNotEndWith(":latest");
    }
    assertThat(found).isEqualTo(2);
    assertThat(last).contains("\nUSER 1001:1001\n", "\nEXPOSE 8080 9000\n", "\nENTRYPOINT [");
    assertThat(last).contains("/dev/tcp/127.0.0.1/9000", "/q/health/ready").contains("-Xmx");
    assertThat(text).doesNotContain("ADD ", "curl ", "apt-get", ":latest");
  }

  @Test
  void the_context_of_a_build_holds_no_secret() {
    assertThat(Yaml.text(Path.of(".dockerignore")).lines().filter(line -> !line.startsWith("#")))
        .startsWith("*")
        .noneMatch(line -> line.startsWith("!docker") || line.startsWith("!k8s"));
    assertThat(Yaml.text(Path.of(".gitignore")).lines())
        .contains("docker/secrets/", "k8s/overlays/dev/secrets/");
  }

  private Map<String, Object> service(String name) {
    return map(map(compose, "services"), name);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    return (Map<String, Object>) parent.get(key);
  }

  @SuppressWarnings("unchecked")
  private static List<String> list(Map<String, Object> parent, String key) {
    return (List<String>) parent.getOrDefault(key, List.of());
  }
}
