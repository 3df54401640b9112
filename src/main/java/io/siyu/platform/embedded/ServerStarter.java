package io.siyu.platform.embedded;

/**
 * Starts one kind of server, once per JVM.
 *
 * <p>The configuration source knows the starters by name only: they refer to libraries that
 * production and the native executable do not have.
 */
interface ServerStarter {

  /** The port on which the server of this JVM answers; the first call starts it. */
  int port(EmbeddedSettings settings);
}
