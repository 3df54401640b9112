package io.siyu.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;

/**
 * Sends prepared requests over many connections, each its next one when the last one is answered.
 * One thread and no HTTP library: what the client takes of the machine, the server lacks.
 */
final class NoticeSender {

  /**
   * @param seconds from the first request to the last acknowledgement
   * @param millis of each request, sorted
   */
  record Result(double seconds, double[] millis) {

    double millis(double quantile) {
      return millis[(int) Math.round((millis.length - 1) * quantile)];
    }
  }

  private static final byte[] ACKNOWLEDGED = "HTTP/1.1 204 ".getBytes(US_ASCII);
  private static final long PATIENCE_MILLIS = 60_000;

  private final int port;
  private final List<byte[]> requests;
  private final double[] millis;
  private int next;
  private int acknowledged;

  private NoticeSender(int port, List<byte[]> requests) {
    this.port = port;
    this.requests = requests;
    this.millis = new double[requests.size()];
  }

  /**
   * @param connections how many requests are in flight
   * @throws IllegalStateException when one is not acknowledged
   */
  static Result send(int port, List<byte[]> requests, int connections) {
    try {
      return new NoticeSender(port, requests).send(Math.min(connections, requests.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result send(int connections) throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Line(channel));
      }
      try {
        long begin = System.nanoTime();
        for (SelectionKey key : selector.keys()) {
          ((Line) key.attachment()).sendNext();
        }
        while (acknowledged < requests.size()) {
          if (selector.select(this::read, PATIENCE_MILLIS) == 0) {
            throw new IllegalStateException("The server does not answer any more.");
          }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(millis);
        return new Result(seconds, millis);
      } finally {
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      }
    }
  }

  private void read(SelectionKey key) {
    try {
      ((Line) key.attachment()).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection with the one request that is in flight on it. */
  private final class Line {

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(4096);
    private long sentNanos;

    Line(SocketChannel channel) {
      this.channel = channel;
    }

    void sendNext() throws IOException {
      if (next == requests.size()) {
        return;
      }
      ByteBuffer request = ByteBuffer.wrap(requests.get(next++));
      sentNanos = System.nanoTime();
      while (request.hasRemaining()) {
        channel.write(request);
      }
    }

    /** What acknowledges has no body, so an empty line ends it. */
    void read() throws IOException {
      if (channel.read(answer) < 0) {
        throw new IllegalStateException("The server closed a connection.");
      }
      int length = answer.position();
      byte[] bytes = answer.array();
      if (length < 4 || bytes[length - 1] != '\n' || bytes[length - 3] != '\n') {
        return;
      }
      if (Arrays.mismatch(bytes, ACKNOWLEDGED) != ACKNOWLEDGED.length) {
        throw new IllegalStateException(
            "Not acknowledged: " + new String(bytes, 0, length, US_ASCII));
      }
      answer.clear();
      millis[acknowledged++] = (System.nanoTime() - sentNanos) / 1e6;
      sendNext();
    }
  }
}
