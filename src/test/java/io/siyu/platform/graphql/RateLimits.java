package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLSocket;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What holds with Redis and without it: for one instance the two are the same. */
abstract class RateLimits {

  private static final JsonObject REQUEST =
      new JsonObject().put("query", Documents.text("products"));

  @Test
  void an_address_gets_its_share_and_is_then_told_when_to_come_back() {
    Visitor visitor = Visitor.atANewAddress();
    for (int i = 0; i < LockedDoors.PER_ADDRESS; i++) {
      visitor.post(REQUEST).body("errors", nullValue());
    }

    refused(visitor.post(REQUEST).statusCode(200));
    refused(visitor.postStrictly(REQUEST).statusCode(429));
    Visitor.atANewAddress().post(REQUEST).body("errors", nullValue());
  }

  @Test
  void a_header_that_a_proxy_lets_through_gives_no_other_address() {
    Visitor visitor = Visitor.atANewAddress();
    for (int i = 0; i < LockedDoors.PER_ADDRESS; i++) {
      visitor.post(REQUEST).body("errors", nullValue());
    }

    refused(visitor.postWith("Forwarded", "for=203.0.113.9", REQUEST));
    refused(visitor.postWith("X-Real-IP", "203.0.113.9", REQUEST));
  }

  @Test
  void a_member_gets_one_share_wherever_the_phone_is() {
    Visitor home = Visitor.atANewAddress().asMember("new:rates-" + getClass().getSimpleName());
    Visitor away = home.elsewhere();
    for (int i = 0; i < LockedDoors.PER_MEMBER; i++) {
      (i % 2 == 0 ? home : away).post(REQUEST).body("errors", nullValue());
    }

    refused(home.post(REQUEST).statusCode(200));
    refused(away.postStrictly(REQUEST).statusCode(429));
    new Visitor(away.address(), null).post(REQUEST).body("errors", nullValue());
  }

  @Test
  void a_request_that_is_refused_for_its_token_counts_as_well() {
    Visitor visitor = new Visitor(Visitor.atANewAddress().address(), "nonsense");
    for (int i = 0; i < LockedDoors.PER_ADDRESS; i++) {
      visitor.post(REQUEST).body("errors[0].extensions.code", equalTo("UNAUTHENTICATED"));
    }

    refused(visitor.post(REQUEST).statusCode(200));
  }

  @Test
  void operations_of_a_socket_count_like_requests() {
    Visitor visitor = Visitor.atANewAddress();
    try (GraphQLSocket socket = visitor.socket().init()) {
      for (int i = 1; i < LockedDoors.PER_ADDRESS; i++) {
        socket.nextData(socket.subscribe(REQUEST));
        socket.next();
      }

      assertThat(socket.nextErrorCode(socket.subscribe(REQUEST))).isEqualTo("LIMIT_EXCEEDED");
      refused(visitor.post(REQUEST).statusCode(200));
    }
    try (GraphQLSocket oneMore = visitor.socket()) {
      assertThat(oneMore.closed().code()).isEqualTo(4429);
    }
  }

  @Test
  void a_members_operations_of_a_socket_count_for_the_member() {
    Visitor member = Visitor.atANewAddress().asMember("new:socket-" + getClass().getSimpleName());
    try (GraphQLSocket socket = member.elsewhere().socket().init(member.token())) {
      for (int i = 0; i < LockedDoors.PER_MEMBER; i++) {
        socket.nextData(socket.subscribe(REQUEST));
        socket.next();
      }

      assertThat(socket.nextErrorCode(socket.subscribe(REQUEST))).isEqualTo("LIMIT_EXCEEDED");
    }
    refused(member.post(REQUEST).statusCode(200));
  }

  @Test
  void introspection_is_refused() {
    Visitor visitor = Visitor.atANewAddress();
    for (String query :
        new String[] {
          "{ __schema { types { name } } }",
          "{ __type(name: \"Member\") { fields { name } } }",
          "query A { ...f } fragment f on Query { __schema { queryType { name } } }"
        }) {
      visitor
          .post(new JsonObject().put("query", query))
          .body("errors[0].extensions.code", equalTo("BAD_INPUT"))
          .body("data", nullValue());
    }
  }

  private static void refused(ValidatableResponse answer) {
    String seconds =
        answer
            .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"))
            .body("errors[0].message", startsWith("Too many requests."))
            .body("data", nullValue())
            .extract()
            .header("Retry-After");
    assertThat(Integer.parseInt(seconds)).isBetween(1, 1800);
    answer.body("errors[0].message", containsString(seconds + " seconds"));
  }
}
