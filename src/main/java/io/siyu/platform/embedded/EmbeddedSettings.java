package io.siyu.platform.embedded;

/**
 * How the embedded servers are to be started.
 *
 * @param postgresPort the port of PostgreSQL on the loopback interface, 0 for any free one
 * @param redisPort the port of Redis on the loopback interface, 0 for any free one
 * @param fsync whether PostgreSQL waits for the disk at a commit. On, a commit costs what it costs
 *     in production; off, tests run faster and lose nothing, because the data never outlives the
 *     JVM anyway
 */
public record EmbeddedSettings(int postgresPort, int redisPort, boolean fsync) {

  /** The setting that fixes the port of PostgreSQL. */
  public static final String POSTGRES_PORT = "siyu.embedded.postgres-port";

  /** The setting that fixes the port of Redis. */
  public static final String REDIS_PORT = "siyu.embedded.redis-port";

  /** Free ports, and no waiting for the disk. */
  public static EmbeddedSettings forTests() {
    return new EmbeddedSettings(0, 0, false);
  }
}
