package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLSocket;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As in production: what was not shipped is not answered, over HTTP or WebSocket. */
@QuarkusTest
@TestProfile(LockedDoors.TrustedOnly.class)
class TrustedDocumentsTest extends RateLimits {

  private static final String SHIPPED = Documents.text("products");
  private static final String HASH = TrustedDocuments.hash(SHIPPED);
  private static final String UNKNOWN_HASH = TrustedDocuments.hash("{ __typename }");

  private final Visitor visitor = Visitor.atANewAddress();

  private static List<JsonObject> shipped() {
    return List.of(
        new JsonObject().put("query", SHIPPED),
        new JsonObject().put("query", "\n  " + SHIPPED.strip() + " \n"),
        new JsonObject().put("documentId", "sha256:" + HASH),
        new JsonObject().put("extensions", persisted(HASH)),
        new JsonObject().put("query", "").put("extensions", persisted(HASH)),
        new JsonObject().putNull("query").put("documentId", "sha256:" + HASH));
  }

  private static List<JsonObject> unknown() {
    return List.of(
        new JsonObject().put("query", "{ __typename }"),
        new JsonObject().put("query", "{ __schema { types { name } } }"),
        new JsonObject().put("query", SHIPPED + " # changed"),
        new JsonObject().put("query", "{ __typename }").put("documentId", "sha256:" + HASH),
        new JsonObject().put("documentId", "sha256:" + UNKNOWN_HASH),
        new JsonObject().put("documentId", HASH),
        new JsonObject().put("documentId", 7),
        new JsonObject().put("extensions", persisted(UNKNOWN_HASH)),
        new JsonObject().put("extensions", new JsonObject().put("persistedQuery", HASH)),
        new JsonObject());
  }

  private static JsonObject persisted(String hash) {
    return new JsonObject()
        .put("persistedQuery", new JsonObject().put("version", 1).put("sha256Hash", hash));
  }

  @Test
  void a_shipped_document_is_answered_by_text_and_by_hash() {
    for (JsonObject request : shipped()) {
      visitor.post(request).body("errors", nullValue()).body("data.products", notNullValue());
    }
  }

  @Test
  void an_unknown_document_is_bad_input() {
    for (JsonObject request : unknown()) {
      visitor
          .post(request)
          .statusCode(200)
          .body("errors[0].extensions.code", equalTo("BAD_INPUT"))
          .body("data", nullValue());
    }
    visitor.postStrictly(unknown().get(0)).statusCode(400);
  }

  @Test
  void a_socket_answers_shipped_documents_by_text_and_by_hash() {
    try (GraphQLSocket socket = visitor.socket().init()) {
      for (JsonObject request : shipped()) {
        JsonObject answer = socket.nextData(socket.subscribe(request));

        assertThat(answer.containsKey("errors")).as(request.encode()).isFalse();
        assertThat(socket.next().getString("type")).isEqualTo("complete");
      }
    }
  }

  @Test
  void a_socket_refuses_unknown_documents() {
    try (GraphQLSocket socket = visitor.socket().init()) {
      for (JsonObject request : unknown()) {
        String id = socket.subscribe(request);

        assertThat(socket.nextErrorCode(id)).as(request.encode()).isEqualTo("BAD_INPUT");
      }
    }
  }

  @Test
  void a_socket_that_says_nothing_is_closed() {
    try (GraphQLSocket socket = visitor.socket()) {
      assertThat(socket.closed().code()).isEqualTo(4408);
    }
  }
}
