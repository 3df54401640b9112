package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.GraphQLSocket;
import io.siyu.testing.GraphQLSocket.Closed;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol {@code graphql-transport-ws}, with the same gate as over HTTP. */
@QuarkusTest
class GraphQLOverWebSocketTest {

  private static final URI HERE = GraphQLSocket.thisTest();
  private static final String QUERY = "{ products(first: 1) { nodes { id } } }";

  @Inject BadInputWorld world;

  @Test
  void anybody_may_ask_what_is_public() {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init()) {
      String id = socket.subscribe(QUERY, Map.of());

      assertThat(socket.nextData(id).getJsonObject("data").containsKey("products")).isTrue();
      assertThat(socket.next().getString("type")).isEqualTo("complete");
    }
  }

  @Test
  void a_member_is_known_by_the_token_of_connection_init() {
    String token = GraphQLClient.ofThisTest().asMember("new:socket-member").token();
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init(token)) {
      JsonObject data = socket.nextData(socket.subscribe("{ viewer { id } }", Map.of()));

      assertThat(data.getJsonObject("data").getJsonObject("viewer").getString("id"))
          .startsWith("member_");
    }
  }

  @Test
  void a_mutation_runs_as_the_member() {
    String token = GraphQLClient.ofThisTest().asMember("new:socket-mutation").token();
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init(token)) {
      JsonObject data =
          socket.nextData(
              socket.subscribe(
                  Documents.text("updateProfile"), Map.of("input", Map.of("nickname", "小鱼"))));

      assertThat(data.encode()).contains("小鱼").doesNotContain("errors\":[{");
    }
  }

  @Test
  void without_a_token_the_socket_is_anonymous() {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init()) {
      JsonObject data = socket.nextData(socket.subscribe("{ viewer { id } }", Map.of()));

      assertThat(data.getJsonObject("data").getValue("viewer")).isNull();
      assertThat(data.getJsonArray("errors").encode()).contains("UNAUTHENTICATED");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer ",
        "Bearer abc",
        "Basic YWJjOmRlZg==",
        "nonsense",
        "Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJzaXl1Iiwic3ViIjoiMSJ9."
      })
  void a_bad_token_closes_the_socket_as_forbidden(String authorization) {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE)) {
      socket.initWith(new JsonObject().put("Authorization", authorization));

      assertThat(socket.closed().code()).isEqualTo(4403);
    }
  }

  @Test
  void an_expired_token_closes_the_socket_as_forbidden() {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE)) {
      socket.initWith(new JsonObject().put("Authorization", "Bearer " + BadTokens.expired()));

      assertThat(socket.closed().code()).isEqualTo(4403);
    }
  }

  @Test
  void a_socket_that_was_opened_within_the_leeway_of_an_expired_token_ends_with_the_leeway() {
    String token = BadTokens.expiredSince(Duration.ofSeconds(45));
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init(token)) {
      assertThat(socket.closed()).isEqualTo(new Closed(1008, "Authentication expired"));
    }
  }

  @Test
  void a_bad_token_on_the_handshake_is_unauthorized() {
    assertThatThrownBy(() -> GraphQLSocket.open(HERE, Map.of("Authorization", "Bearer abc")))
        .cause()
        .cause()
        .isInstanceOf(WebSocketHandshakeException.class)
        .extracting(e -> ((WebSocketHandshakeException) e).getResponse().statusCode())
        .isEqualTo(401);
  }

  @Test
  void a_good_token_may_come_with_the_handshake() {
    String token = GraphQLClient.ofThisTest().asMember("new:socket-handshake").token();
    try (GraphQLSocket socket =
        GraphQLSocket.open(HERE, Map.of("Authorization", "Bearer " + token)).init()) {
      JsonObject data = socket.nextData(socket.subscribe("{ viewer { id } }", Map.of()));

      assertThat(data.containsKey("errors")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"graphql-ws", "nonsense"})
  void another_protocol_is_not_spoken(String subprotocol) {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE, subprotocol)) {
      assertThat(socket.closed().code()).isEqualTo(4406);
    }
  }

  @Test
  void an_operation_before_the_initialisation_is_unauthorized() {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE)) {
      socket.subscribe(QUERY, Map.of());

      assertThat(socket.closed().code()).isEqualTo(4401);
    }
  }

  @Test
  void a_second_initialisation_is_one_too_many() {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init()) {
      socket.initWith(null);

      assertThat(socket.closed().code()).isEqualTo(4429);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        "{\"type\": 7}",
        "{\"type\": \"nonsense\"}",
        "{\"type\": \"next\", \"id\": \"1\"}",
        "{\"type\": \"connection_init\", \"payload\": []}",
        "{\"type\": \"connection_init\", \"payload\": {\"Authorization\": 7}}",
        "{\"type\": \"subscribe\"}",
        "{\"type\": \"subscribe\", \"id\": \"1\"}",
        "{\"type\": \"subscribe\", \"id\": 1, \"payload\": {\"query\": \"{ __typename }\"}}",
        "{\"type\": \"subscribe\", \"id\": \"\", \"payload\": {\"query\": \"{ __typename }\"}}",
        "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": \"{ __typename }\"}",
        "{\"type\": \"complete\"}"
      })
  void what_is_no_message_closes_the_socket(String message) {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE)) {
      socket.send(message);

      assertThat(socket.closed().code()).isEqualTo(4400);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ noSuchField }|BAD_INPUT",
        "{ products( }|BAD_INPUT",
        "''|BAD_INPUT",
        "{a{a{a{a{a{a{a{a{a{a{a{a{a}}}}}}}}}}}}}|LIMIT_EXCEEDED",
        "mutation {a:x b:x c:x d:x e:x f:x}|LIMIT_EXCEEDED",
        "query($n: Int = 1) { products(first: $n) { nodes { id } } } query B { __typename }|BAD_INPUT"
      })
  void what_is_no_request_or_too_much_gets_an_error_of_the_closed_set(String query, String code) {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init()) {
      String id = socket.subscribe(query, Map.of());

      assertThat(socket.nextErrorCode(id)).isEqualTo(code);
    }
  }

  @Test
  void a_variable_of_a_wrong_type_is_bad_input() {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init()) {
      String id =
          socket.subscribe(
              "query($n: Int) { products(first: $n) { nodes { id } } }", Map.of("n", 1.5));

      assertThat(socket.nextErrorCode(id)).isEqualTo("BAD_INPUT");
    }
  }

  @Test
  void an_operation_over_the_limit_of_a_body_is_too_much_and_the_next_one_runs() {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init()) {
      String large = socket.subscribe(QUERY + "#".repeat(110_000), Map.of());
      assertThat(socket.nextErrorCode(large)).isEqualTo("LIMIT_EXCEEDED");

      assertThat(socket.nextData(socket.subscribe(QUERY, Map.of())).containsKey("data")).isTrue();
    }
  }

  @Test
  void a_socket_has_at_most_twenty_operations_under_way() {
    world.settle();
    String chain =
        GraphQLClient.ofThisTest()
            .send("{ chains(first: 1) { nodes { id } } }", Map.of())
            .text("chains.nodes.0.id");
    String watch = "subscription($id: ID!) { chainProgress(chainId: $id) { __typename } }";
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init()) {
      for (int i = 0; i < 20; i++) {
        socket.nextData(socket.subscribe(watch, Map.of("id", chain)));
      }
      String oneTooMany = socket.subscribe(watch, Map.of("id", chain));
      assertThat(socket.nextErrorCode(oneTooMany)).isEqualTo("LIMIT_EXCEEDED");

      socket.complete("1");
      String again = socket.subscribe(watch, Map.of("id", chain));
      assertThat(socket.nextData(again).containsKey("errors")).isFalse();
    }
  }

  /** Of the WebSocket itself: no handler of ours sees them. */
  @Test
  void whoever_sends_pings_without_end_is_sent_away() {
    try (GraphQLSocket socket = GraphQLSocket.open(HERE).init()) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000_000; i++) {
                  socket.ping();
                }
              })
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
