package io.siyu.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/** A real Redis that keeps nothing on disk. */
final class RedisStarter implements ServerStarter, GuardedServer.Plan {

  @Override
  public int port(EmbeddedSettings settings) {
    GuardedServer server = new GuardedServer("Redis", "KILL", EmbeddedSettings.REDIS_PORT);
    return OncePerJvm.port(
        "io.siyu.embedded.redis", () -> server.start(settings.redisPort(), this));
  }

  @Override
  public List<String> command(Path directory, int port) throws IOException {
    String executable =
        ExecutableProvider.newJarResourceProvider(directory.toFile()).get().getAbsolutePath();
    return List.of(
        executable,
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        directory.toString(),
        "--save",
        "",
        "--appendonly",
        "no");
  }

  @Override
  public boolean isReady(Path directory) throws IOException {
    // Read in its own log: a port that answers could belong to another server.
    Path log = directory.resolve("log");
    return Files.exists(log) && Files.readString(log).contains("Ready to accept connections");
  }
}
