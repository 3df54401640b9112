package io.siyu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.CapturedLog;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.GraphQLSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Login codes, and tokens that are refused or come over a socket, are in no log line, not even the
 * finest.
 */
@QuarkusTest
class SecretsInLogsTest {

  private final List<String> secrets = new ArrayList<>();
  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @Test
  void a_login_leaves_no_code_whether_it_succeeds_or_not() {
    try (CapturedLog log = new CapturedLog()) {
      anonymous
          .run("loginWithWeChat", Map.of("code", secret("new:")))
          .expectSuccess("loginWithWeChat");
      anonymous.run("loginWithWeChat", Map.of("code", secret("unknown:")));
      anonymous.run("loginWithWeChat", Map.of("code", secret("x").repeat(100)));
      anonymous.run("loginWithWeChat", Map.of("code", secret("c") + "\u0000"));
      anonymous.post(
          new JsonObject()
              .put("query", "mutation { loginWithWeChat(input: {code: \"" + secret("s"))
              .encode());

      assertNothingTold(log);
    }
  }

  @Test
  void refused_tokens_are_not_repeated() {
    try (CapturedLog log = new CapturedLog()) {
      anonymous.run("refreshSession", Map.of("refreshToken", secret("never-issued-")));
      for (String token : List.of(secret("no-jwt-"), "eyJhbGciOiJub25lIn0." + secret("e") + ".")) {
        anonymous.as(token).send("{ viewer { id } }", Map.of());
        try (GraphQLSocket socket = GraphQLSocket.open(GraphQLSocket.thisTest())) {
          socket.initWith(new JsonObject().put("Authorization", "Bearer " + token));
          socket.closed();
        }
      }

      assertNothingTold(log);
    }
  }

  @Test
  void a_socket_leaves_no_token() {
    String token = anonymous.asMember("new:secret-socket").token();
    secrets.add(token);
    try (CapturedLog log = new CapturedLog();
        GraphQLSocket socket = GraphQLSocket.open(GraphQLSocket.thisTest()).init(token)) {
      socket.nextData(socket.subscribe("{ viewer { id } }", Map.of()));

      assertNothingTold(log);
    }
  }

  private String secret(String prefix) {
    String secret = UUID.randomUUID().toString().replace("-", "");
    secrets.add(secret);
    return prefix + secret;
  }

  private void assertNothingTold(CapturedLog log) {
    assertThat(log.lines()).as("something was captured").isNotEmpty();
    for (String secret : secrets) {
      assertThat(log.lines()).noneMatch(line -> line.contains(secret));
    }
  }
}
