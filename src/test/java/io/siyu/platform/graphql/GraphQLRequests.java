package io.siyu.platform.graphql;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Ways to send a request over HTTP. */
abstract class GraphQLRequests {

  static String document(String query) {
    return new JsonObject(Map.of("query", query)).encode();
  }

  static ValidatableResponse post(String body) {
    return request(body).accept(ContentType.JSON).post("/graphql").then();
  }

  static RequestSpecification request(String body) {
    return given().contentType(ContentType.JSON).body(body);
  }
}
