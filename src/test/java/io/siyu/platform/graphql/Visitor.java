package io.siyu.platform.graphql;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLSocket;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody at an address of the documentation range (RFC 5737), behind a trusted proxy. */
record Visitor(String address, String token) {

  private static final AtomicInteger LAST = new AtomicInteger();

  static Visitor atANewAddress() {
    return new Visitor("198.51.100." + LAST.incrementAndGet(), null);
  }

  /** The same member at another address. */
  Visitor elsewhere() {
    return new Visitor(atANewAddress().address, token);
  }

  Visitor asMember(String code) {
    String accessToken =
        document("loginWithWeChat", Map.of("input", Map.of("code", code)))
            .extract()
            .path("data.loginWithWeChat.accessToken");
    return new Visitor(address, accessToken);
  }

  /** Sends a shipped document by its text. */
  ValidatableResponse document(String operation, Map<String, ?> variables) {
    return post(
        new JsonObject()
            .put("query", Documents.text(operation))
            .put("variables", new JsonObject(io.vertx.core.json.Json.encode(variables))));
  }

  ValidatableResponse post(JsonObject body) {
    return request(body).accept(ContentType.JSON).post("/graphql").then();
  }

  /** With one header more. */
  ValidatableResponse postWith(String header, String value, JsonObject body) {
    return request(body).accept(ContentType.JSON).header(header, value).post("/graphql").then();
  }

  /** As a client that wants real statuses. */
  ValidatableResponse postStrictly(JsonObject body) {
    return request(body).accept("application/graphql-response+json").post("/graphql").then();
  }

  GraphQLSocket socket() {
    return GraphQLSocket.open(GraphQLSocket.thisTest(), Map.of("X-Forwarded-For", address));
  }

  private RequestSpecification request(JsonObject body) {
    RequestSpecification request =
        given()
            .contentType(ContentType.JSON)
            .header("X-Forwarded-For", address)
            .body(body.encode());
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }
}
