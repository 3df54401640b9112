package io.siyu.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The part of kustomize that {@code k8s/} uses, so that the manifests can be checked where there is
 * no kustomize. A field that is not a component here is refused, never overlooked.
 */
record Kustomization(
    String apiVersion,
    String kind,
    String namespace,
    List<String> resources,
    List<Image> images,
    List<Replicas> replicas,
    List<Generator> configMapGenerator,
    List<Generator> secretGenerator,
    List<Patch> patches) {

  record Image(String name, String newName, String newTag) {}

  record Replicas(String name, int count) {}

  /** Generates a ConfigMap or a Secret; the behavior is to create one, unless it says merge. */
  record Generator(
      String name, String behavior, List<String> literals, List<String> envs, List<String> files) {}

  /** A strategic merge where the file holds an object, operations where it holds a list. */
  record Patch(String path, Target target) {}

  record Target(String kind, String name) {}

  /**
   * What {@code kustomize build} prints for this directory.
   *
   * @throws IllegalArgumentException for anything that this evaluator does not implement
   */
  static List<Map<String, Object>> build(Path directory) {
    List<Resource> resources = load(directory);
    GeneratedNames.settle(resources);
    return resources.stream().map(Resource::content).toList();
  }

  private static List<Resource> load(Path directory) {
    Kustomization kustomization =
        Yaml.read(directory.resolve("kustomization.yaml"), new TypeReference<>() {});
    require(
        "kustomize.config.k8s.io/v1beta1".equals(kustomization.apiVersion)
            && "Kustomization".equals(kustomization.kind),
        "not a kustomization: " + directory);
    List<Resource> resources = new ArrayList<>();
    for (String entry : orNone(kustomization.resources)) {
      Path path = directory.resolve(entry).normalize();
      if (Files.isDirectory(path)) {
        resources.addAll(load(path));
      } else {
        Yaml.documents(path).forEach(content -> resources.add(new Resource(content, false)));
      }
    }
    Generators generators = new Generators(directory, resources);
    orNone(kustomization.configMapGenerator).forEach(generators::configMap);
    orNone(kustomization.secretGenerator).forEach(generators::secret);
    orNone(kustomization.patches).forEach(patch -> apply(patch, directory, resources));
    if (kustomization.namespace != null) {
      resources.forEach(resource -> resource.moveTo(kustomization.namespace));
    }
    orNone(kustomization.images).forEach(image -> apply(image, resources));
    orNone(kustomization.replicas).forEach(replicas -> apply(replicas, resources));
    return resources;
  }

  private static void apply(Patch patch, Path directory, List<Resource> resources) {
    String text = Yaml.text(directory.resolve(patch.path));
    boolean operations = text.lines().anyMatch(line -> line.startsWith("- "));
    if (operations) {
      require(patch.target != null, "operations need a target: " + patch.path);
      List<Map<String, Object>> steps =
          Yaml.read(directory.resolve(patch.path), new TypeReference<>() {});
      Resource target = only(resources, patch.target.kind, patch.target.name);
      steps.forEach(step -> JsonPatch.apply(step, target.content()));
    } else {
      require(patch.target == null, "a merge names its target itself: " + patch.path);
      for (Map<String, Object> document : Yaml.documents(text)) {
        Resource described = new Resource(document, false);
        Resource target = only(resources, described.kind(), described.name());
        StrategicMerge.into(target.content(), document);
      }
    }
  }

  private static void apply(Image image, List<Resource> resources) {
    long changed =
        resources.stream()
            .flatMap(resource -> resource.containers().stream())
            .filter(container -> image.name.equals(Resource.imageName(container)))
            .peek(
                container ->
                    container.put(
                        "image",
                        (image.newName == null ? image.name : image.newName) + ":" + image.newTag))
            .count();
    require(changed > 0, "no container runs the image " + image.name);
  }

  @SuppressWarnings("unchecked")
  private static void apply(Replicas replicas, List<Resource> resources) {
    Resource deployment = only(resources, "Deployment", replicas.name);
    ((Map<String, Object>) deployment.content().get("spec")).put("replicas", replicas.count);
  }

  static Resource only(List<Resource> resources, String kind, String name) {
    List<Resource> found =
        resources.stream()
            .filter(resource -> resource.kind().equals(kind) && resource.name().equals(name))
            .toList();
    require(found.size() == 1, found.size() + " resources are " + kind + " " + name);
    return found.get(0);
  }

  static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
