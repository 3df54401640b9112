package io.siyu.platform.embedded;

import java.util.function.IntSupplier;

/**
 * Remembers a port for the whole JVM. In development and in tests the application is loaded by one
 * class loader after another, each with statics of its own; the system properties and the interned
 * strings are what they share. So a live reload finds its servers and data again.
 */
final class OncePerJvm {

  private OncePerJvm() {}

  static int port(String key, IntSupplier start) {
    synchronized (key.intern()) {
      String known = System.getProperty(key);
      if (known != null) {
        return Integer.parseInt(known);
      }
      int port = start.getAsInt();
      System.setProperty(key, Integer.toString(port));
      return port;
    }
  }
}
