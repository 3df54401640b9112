package io.siyu.platform.embedded;

/**
 * Ends this JVM with the process that started it. The build forks a JVM for development mode, which
 * would outlive a killed build, and keep its ports and servers.
 */
final class ParentProcess {

  private static final String WATCHED = "io.siyu.embedded.parent-watched";

  private ParentProcess() {}

  static void endTogether() {
    synchronized (WATCHED.intern()) {
      if (System.setProperty(WATCHED, "true") != null) {
        return;
      }
    }
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRunAsync(() -> System.exit(1)));
  }
}
