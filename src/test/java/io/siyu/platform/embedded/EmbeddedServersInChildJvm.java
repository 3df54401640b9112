package io.siyu.platform.embedded;

import java.io.IOException;

/** What the lifetime test kills: prints where the servers listen, then waits for the kill. */
public final class EmbeddedServersInChildJvm {

  private EmbeddedServersInChildJvm() {}

  public static void main(String[] ports) throws IOException {
    EmbeddedServers servers =
        EmbeddedServers.start(
            new EmbeddedSettings(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]), false));
    System.out.println(servers.jdbcUrl() + " " + servers.redisHosts());
    System.in.read();
  }
}
