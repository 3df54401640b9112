package io.siyu.testing.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What a test does to Redis behind the application's back. */
final class RedisCommands {

  private RedisCommands() {}

  static void flushAll(String redisHosts) {
    URI uri = URI.create(redisHosts);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(3);
      if (!new String(answer, StandardCharsets.US_ASCII).equals("+OK")) {
        throw new IllegalStateException("Redis refused FLUSHALL.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
