package io.siyu.platform.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * A collector of OpenTelemetry's traces over HTTP. Field numbers: opentelemetry-proto, {@code
 * trace/v1/trace.proto} and {@code common/v1/common.proto}.
 */
final class TraceReceiver implements AutoCloseable {

  /**
   * One exported span.
   *
   * @param parent the parent's id, empty for a root
   * @param attributes those whose value is text
   */
  record ExportedSpan(
      String trace, String id, String parent, String name, Map<String, String> attributes) {}

  private final HttpServer server;
  private final List<byte[]> exports = new CopyOnWriteArrayList<>();

  TraceReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::receive);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<ExportedSpan> spans() {
    return exports.stream()
        .flatMap(export -> new ProtobufMessage(export).messages(1).stream())
        .flatMap(resource -> resource.messages(2).stream())
        .flatMap(scope -> scope.messages(2).stream())
        .map(TraceReceiver::span)
        .toList();
  }

  /** All that was exported, names and values and messages of failures alike. */
  List<String> raw() {
    return exports.stream().map(export -> new String(export, StandardCharsets.UTF_8)).toList();
  }

  private static ExportedSpan span(ProtobufMessage span) {
    Map<String, String> attributes = new HashMap<>();
    for (ProtobufMessage attribute : span.messages(9)) {
      attributes.put(attribute.text(1), attribute.messages(2).get(0).text(1));
    }
    return new ExportedSpan(span.hex(1), span.hex(2), span.hex(4), span.text(5), attributes);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      boolean compressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      exports.add((compressed ? new GZIPInputStream(body) : body).readAllBytes());
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
