package io.siyu.deployment;

/** What the images of {@code docker/} have in common with the manifests. */
final class DockerFiles {

  /** Read by the entry point of Dockerfile.jvm. */
  static final String HEAP_VARIABLE = "JAVA_OPTS";

  private DockerFiles() {}
}
