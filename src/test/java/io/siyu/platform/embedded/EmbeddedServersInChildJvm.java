package io.siyu.platform.embedded;

import java.io.IOException;

/**
 * What the lifetime test kills: prints where the servers listen, then waits for the kill, or for
 * any input.
 */
public final class EmbeddedServersInChildJvm {

  private EmbeddedServersInChildJvm() {}

  public static void main(String[] ports) throws IOException, InterruptedException {
    ParentProcess.endTogether();
    EmbeddedServers servers =
        EmbeddedServers.start(
            new EmbeddedSettings(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]), false));
    System.out.println(
        servers.jdbcUrl() + " " + servers.redisHosts() + " " + ProcessHandle.current().pid());
    // The end of the input does not end it: a killed parent must be noticed without that.
    if (System.in.read() == -1) {
      Thread.currentThread().join();
    }
  }
}
