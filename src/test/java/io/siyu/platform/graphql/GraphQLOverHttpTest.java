package io.siyu.platform.graphql;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.siyu.kernel.Cursor;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong before a document runs, in the words of the closed set. */
@QuarkusTest
class GraphQLOverHttpTest extends GraphQLRequests {

  private static final String STRICT = "application/graphql-response+json";
  private static final String QUERY = "{ products(first: 1) { nodes { id name } } }";

  @Test
  void a_request_is_answered_as_json_by_default() {
    post(document(QUERY))
        .statusCode(200)
        .contentType(containsString("application/json"))
        .body("errors", nullValue())
        .body("data.products.nodes", notNullValue());
  }

  @Test
  void a_client_that_accepts_anything_gets_plain_json() {
    given()
        .contentType(ContentType.JSON)
        .accept("*/*")
        .body(document(QUERY))
        .post("/graphql")
        .then()
        .statusCode(200)
        .contentType(containsString("application/json"));
  }

  @Test
  void a_strict_client_gets_the_media_type_of_the_specification() {
    strict(document(QUERY)).statusCode(200).contentType(containsString(STRICT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "[{\"query\":\"{ __typename }\"}]",
        "\"text\"",
        "",
        "null",
        "{\"query\": 7}",
        "{\"query\": \"\"}",
        "{\"variables\": {}}",
        "{\"query\": \"{ __typename }\", \"variables\": []}",
        "{\"query\": \"{ __typename }\", \"operationName\": 1}",
        "{\"query\": \"{ __typename }\", \"extensions\": \"x\"}",
        "{\"query\": \"{ products( }\"}",
        "{\"query\": \"{ noSuchField }\"}",
        "{\"query\": \"query A { __typename } query B { __typename }\"}",
        "{\"query\": \"query A { __typename }\", \"operationName\": \"B\"}",
        "{\"query\": \"query A($n: Int!) { products(first: $n) { nodes { id } } }\"}",
        "{\"query\": \"{ products(first: \\\"one\\\") { nodes { id } } }\"}"
      })
  void what_is_no_request_is_bad_input(String body) {
    post(body)
        .statusCode(200)
        .body("errors[0].extensions.code", equalTo("BAD_INPUT"))
        .body("errors[0].message", notNullValue())
        .body("data", nullValue());
    strict(body).statusCode(400).body("errors[0].extensions.code", equalTo("BAD_INPUT"));
  }

  @Test
  void a_query_by_get_is_refused_and_says_how_to_send_it() {
    given()
        .queryParam("query", QUERY)
        .get("/graphql")
        .then()
        .statusCode(405)
        .header("Allow", equalTo("POST"))
        .body("errors[0].extensions.code", equalTo("BAD_INPUT"));
  }

  @Test
  void a_wrong_content_type_is_bad_input() {
    given()
        .contentType("text/plain")
        .body(document(QUERY))
        .post("/graphql")
        .then()
        .body("errors[0].extensions.code", equalTo("BAD_INPUT"));
  }

  @Test
  void an_unacceptable_accept_is_refused() {
    given()
        .contentType(ContentType.JSON)
        .accept("text/html")
        .body(document(QUERY))
        .post("/graphql")
        .then()
        .statusCode(406)
        .body("errors[0].extensions.code", equalTo("BAD_INPUT"));
  }

  @Test
  void a_body_over_the_limit_is_too_much() {
    String padding = "#".repeat(110_000);
    post(document(QUERY + padding)).body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
  }

  @Test
  void a_body_over_the_servers_own_limit_is_too_much_as_well() {
    String padding = "#".repeat(1_200_000);
    post(document(QUERY + padding)).body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+294277-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
  void a_cursor_far_outside_of_our_times_is_bad_input(String instant) {
    String cursor = new Cursor("chains", List.of(instant, new UUID(0, 0).toString())).encode();
    post(document("{ chains(after: \"" + cursor + "\") { nodes { id } } }"))
        .body("errors[0].extensions.code", equalTo("BAD_INPUT"));
  }

  @Test
  void a_cursor_with_a_number_that_no_list_has_is_bad_input() {
    String cursor =
        new Cursor("rewards", List.of("9223372036854775807", new UUID(0, 0).toString())).encode();
    post(document("{ rewards(after: \"" + cursor + "\") { nodes { id } } }"))
        .body("errors[0].extensions.code", equalTo("BAD_INPUT"));
  }

  @Test
  void errors_do_not_repeat_what_the_client_sent() {
    post(new JsonObject()
            .put("query", "query A($n: Int!) { products(first: $n) { nodes { id } } }")
            .put("variables", new JsonObject().put("n", "marker-4711"))
            .encode())
        .body("errors[0].extensions.code", equalTo("BAD_INPUT"))
        .body("errors", hasSize(1))
        .body("errors.toString()", not(containsString("marker-4711")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer ",
        "Bearer abc",
        "Basic YWJjOmRlZg==",
        "Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJzaXl1Iiwic3ViIjoiMSJ9.",
        "nonsense"
      })
  void a_bad_token_is_unauthenticated_even_for_public_fields(String header) {
    given()
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .header("Authorization", header)
        .body(document(QUERY))
        .post("/graphql")
        .then()
        .statusCode(200)
        .body("errors[0].extensions.code", equalTo("UNAUTHENTICATED"));
    given()
        .contentType(ContentType.JSON)
        .accept(STRICT)
        .header("Authorization", header)
        .body(document(QUERY))
        .post("/graphql")
        .then()
        .statusCode(401);
  }

  private static ValidatableResponse strict(String body) {
    return request(body).accept(STRICT).post("/graphql").then();
  }
}
