package io.siyu.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.platform.trace.TraceReceiver.ExportedSpan;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the packaged application tells a collector of traces, and that it tells nothing unasked. */
class TracesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RECIPIENT = "桃桃妈妈";
  private static final String PHONE = "13987654321";
  private static final String ADDRESS = "文三路三百二十一号";
  private static final String CODE = "new:code-of-one-login";
  private static final String WRONG_PASSWORD = "never-a-password";
  private static final String PASSWORD = "siyu-dev-admin";
  private static final String KEY = "key-of-one-order";

  private final List<String> secrets =
      new ArrayList<>(
          List.of(RECIPIENT, PHONE, ADDRESS, CODE, WRONG_PASSWORD, PASSWORD, KEY, "Bearer"));

  @Test
  void a_request_becomes_one_tree_of_spans_that_tells_no_secret() {
    try (TraceReceiver receiver = new TraceReceiver();
        Cluster cluster =
            start("traces-on", receiver, Map.of("quarkus.otel.sdk.disabled", "false"))) {
      use(cluster.instance(0).client());

      await("the operator's login is exported")
          .atMost(PATIENCE)
          .until(() -> operation(receiver, "operatorLogin") != null);
      assertOneTree(receiver, "createOrder", "INSERT INTO customer_order", "UPDATE sku");
      assertOneTree(receiver, "viewer", "FROM member");
      assertThat(receiver.spans()).anyMatch(span -> span.name().equals("evalsha"));
      assertThat(receiver.raw()).anyMatch(export -> export.contains("GraphQL:createOrder"));
      for (String secret : secrets) {
        assertThat(receiver.raw()).as(secret).noneMatch(export -> export.contains(secret));
      }
    }
  }

  @Test
  void nothing_is_exported_unless_it_is_switched_on() {
    try (TraceReceiver receiver = new TraceReceiver();
        Cluster cluster = start("traces-off", receiver, Map.of())) {
      use(cluster.instance(0).client());

      // On its way out an exporter sends whatever it still has.
      cluster.instance(0).terminate();

      assertThat(receiver.raw()).isEmpty();
    }
  }

  private static Cluster start(String scenario, TraceReceiver receiver, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("siyu.demo.enabled", "true");
    settings.put("quarkus.otel.exporter.otlp.endpoint", receiver.endpoint());
    settings.put("quarkus.otel.exporter.otlp.protocol", "http/protobuf");
    settings.put("quarkus.otel.bsp.schedule.delay", "100ms");
    return Cluster.of(scenario, 1, settings);
  }

  /** Everything in it that is nobody else's business is put down as a secret. */
  private void use(GraphQLClient anonymous) {
    Answer login =
        anonymous
            .run("loginWithWeChat", Map.of("code", CODE, "channel", "ORGANIC"))
            .expectSuccess("loginWithWeChat");
    Answer refreshed =
        anonymous
            .run(
                "refreshSession",
                Map.of("refreshToken", secret(login, "loginWithWeChat.refreshToken")))
            .expectSuccess("refreshSession");
    secret(login, "loginWithWeChat.accessToken");
    secret(refreshed, "refreshSession.refreshToken");
    GraphQLClient member = anonymous.as(secret(refreshed, "refreshSession.accessToken"));
    assertThat(member.runWith("viewer", Map.of()).errorCodes()).isEmpty();
    String sku = member.runWith("products", Map.of("first", 1)).text("products.nodes.0.skus.0.id");
    Map<String, Object> order = new HashMap<>();
    order.put("items", List.of(Map.of("skuId", sku, "quantity", 1)));
    order.put("idempotencyKey", KEY);
    order.put(
        "delivery",
        Map.of("kind", "DELIVERY", "recipientName", RECIPIENT, "phone", PHONE, "address", ADDRESS));
    member.run("createOrder", order).expectSuccess("createOrder");
    anonymous.run("operatorLogin", Map.of("name", "admin", "password", WRONG_PASSWORD));
    secret(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", PASSWORD))
            .expectSuccess("operatorLogin"),
        "operatorLogin.accessToken");
  }

  private String secret(Answer answer, String path) {
    String secret = answer.text(path);
    assertThat(secret).as(path).isNotBlank();
    secrets.add(secret);
    return secret;
  }

  /** From the request down to the statements, which have places for values and no values. */
  private static void assertOneTree(TraceReceiver receiver, String name, String... statements) {
    ExportedSpan operation = operation(receiver, name);
    assertThat(operation).as(name).isNotNull();
    assertThat(operation.attributes()).containsEntry("graphql.operationName", name);
    await("the request of " + name + " is exported")
        .atMost(PATIENCE)
        .until(
            () -> receiver.spans().stream().anyMatch(span -> span.id().equals(operation.parent())));
    List<ExportedSpan> trace =
        receiver.spans().stream().filter(span -> span.trace().equals(operation.trace())).toList();
    assertThat(trace.stream().filter(span -> span.parent().isEmpty()).map(ExportedSpan::name))
        .as("roots of " + name)
        .containsExactly("POST /graphql");
    Set<String> ids = new HashSet<>(trace.stream().map(ExportedSpan::id).toList());
    assertThat(trace)
        .as("every other span has its parent there")
        .allMatch(span -> span.parent().isEmpty() || ids.contains(span.parent()));
    for (String statement : statements) {
      assertThat(below(operation, trace).stream().map(TracesIT::statement))
          .as("statements of " + name)
          .anyMatch(text -> text.contains(statement));
    }
  }

  private static List<ExportedSpan> below(ExportedSpan top, List<ExportedSpan> trace) {
    List<ExportedSpan> found = new ArrayList<>(List.of(top));
    for (int i = 0; i < found.size(); i++) {
      String parent = found.get(i).id();
      trace.stream().filter(span -> span.parent().equals(parent)).forEach(found::add);
    }
    return found;
  }

  private static String statement(ExportedSpan span) {
    return span.attributes().getOrDefault("db.statement", "");
  }

  private static ExportedSpan operation(TraceReceiver receiver, String name) {
    return receiver.spans().stream()
        .filter(span -> span.name().equals("GraphQL:" + name))
        .findFirst()
        .orElse(null);
  }
}
