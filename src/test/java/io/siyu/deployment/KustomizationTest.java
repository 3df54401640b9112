package io.siyu.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The evaluator refuses what it cannot do, and does the rest as kustomize does. */
class KustomizationTest {

  private static final List<String> OVERLAYS = Overlays.NAMES;
  private static final String HEAD =
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: one
      spec:
        containers:
          - name: main
            image: siyu
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "namePrefix: x-",
        "components: [x]",
        "commonLabels: {a: b}",
        "generatorOptions: {disableNameSuffixHash: true}",
        "images: [{name: siyu, digest: x}]",
        "configMapGenerator: [{name: a, options: {immutable: true}}]",
        "patches: [{patch: x}]"
      })
  void a_field_that_is_not_implemented_is_refused(String field) throws IOException {
    write("kustomization.yaml", HEAD + field + "\n");

    assertThatThrownBy(() -> Kustomization.build(directory)).hasMessageContaining("Unrecognized");
  }

  @Test
  void a_key_that_occurs_twice_is_refused() throws IOException {
    write("kustomization.yaml", HEAD + "resources: [pod.yaml]\n");
    write("pod.yaml", POD + "kind: Pod\n");

    assertThatThrownBy(() -> Kustomization.build(directory)).hasMessageContaining("Duplicate");
  }

  @Test
  void an_image_or_a_target_that_nothing_has_is_refused() throws IOException {
    write("pod.yaml", POD);
    write("patch.yaml", POD.replace("name: one", "name: two"));

    write("kustomization.yaml", HEAD + "resources: [pod.yaml]\nimages: [{name: no, newTag: x}]\n");
    assertThatThrownBy(() -> Kustomization.build(directory)).hasMessageContaining("no container");
    write("kustomization.yaml", HEAD + "resources: [pod.yaml]\npatches: [{path: patch.yaml}]\n");
    assertThatThrownBy(() -> Kustomization.build(directory)).hasMessageContaining("0 resources");
  }

  @Test
  void a_merge_of_a_list_whose_rule_is_unknown_is_refused() throws IOException {
    write("pod.yaml", POD + "  tolerations:\n    - key: a\n");
    write("patch.yaml", POD + "  tolerations:\n    - key: b\n");
    write("kustomization.yaml", HEAD + "resources: [pod.yaml]\npatches: [{path: patch.yaml}]\n");

    assertThatThrownBy(() -> Kustomization.build(directory)).hasMessageContaining("tolerations");
  }

  /** Runs only where kustomize, alone or in kubectl, is installed. */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void it_makes_of_an_overlay_what_kustomize_makes(String overlay) throws Exception {
    Overlays.copyTo(directory);
    Path path = directory.resolve("overlays").resolve(overlay);
    String printed = kustomize(path);

    assertThat(Kustomization.build(path))
        .containsExactlyInAnyOrderElementsOf(Yaml.documents(printed));
  }

  private static String kustomize(Path path) throws Exception {
    for (List<String> command :
        List.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))) {
      try {
        Process process =
            new ProcessBuilder(command.get(0), command.get(1), path.toString()).start();
        String printed = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() == 0) {
          return printed;
        }
      } catch (IOException notInstalled) {
        // The next one may be.
      }
    }
    assumeThat(Map.of()).as("kustomize is installed").isNotEmpty();
    return null;
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(directory.resolve(file), content);
  }
}
