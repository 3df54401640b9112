package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.testing.Documents;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that ask for too much, or hide how much they ask for. */
@QuarkusTest
class DocumentLimitsTest extends GraphQLRequests {

  @Inject DocumentGuard guard;

  @Test
  void every_document_of_the_clients_may_ask_for_the_longest_page() {
    JsonObject longest = Json.createObjectBuilder().add("first", Page.MAX_SIZE).build();
    for (String name : Documents.names()) {
      try {
        guard.check(Documents.text(name), longest);
      } catch (RequestFailure failure) {
        // Other variables are missing here; what counts is that nothing is too much.
        assertThat(failure.category()).as(name).isEqualTo(ErrorCategory.BAD_INPUT);
      }
    }
  }

  @Test
  void a_document_of_ten_thousand_levels_is_too_much() {
    post(document("{ a ".repeat(10_000) + "}".repeat(10_000)))
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
  }

  @Test
  void thirteen_levels_are_too_deep() {
    post(document("{ a ".repeat(13) + "}".repeat(13)))
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"))
        .body("errors[0].message", containsString("12"));
  }

  @Test
  void five_thousand_aliases_are_too_much() {
    StringBuilder document = new StringBuilder("{");
    for (int i = 0; i < 1000; i++) {
      document.append(" a").append(i).append(": __typename");
    }
    post(document(document + "}")).body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
  }

  @Test
  void a_hundred_and_one_aliases_below_one_root_are_too_much() {
    StringBuilder document = new StringBuilder("{ products { ");
    for (int i = 0; i < 101; i++) {
      document.append(" a").append(i).append(": __typename");
    }
    post(document(document + "} }"))
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"))
        .body("errors[0].message", containsString("100"));
  }

  @Test
  void twenty_one_root_queries_are_too_much() {
    StringBuilder document = new StringBuilder("{");
    for (int i = 0; i < 21; i++) {
      document.append(" a").append(i).append(": __typename");
    }
    post(document(document + "}"))
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"))
        .body("errors[0].message", containsString("20"));
  }

  @Test
  void six_root_mutations_are_too_much() {
    StringBuilder document = new StringBuilder("mutation {");
    for (int i = 0; i < 6; i++) {
      document.append(" a").append(i).append(": __typename");
    }
    post(document(document + "}"))
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"))
        .body("errors[0].message", containsString("5"));
  }

  @Test
  void fragments_do_not_hide_depth() {
    StringBuilder document = new StringBuilder("{ ...f0 }");
    for (int i = 0; i < 13; i++) {
      document
          .append(" fragment f")
          .append(i)
          .append(" on Query { a { ...f")
          .append(i + 1)
          .append(" } }");
    }
    post(document(document + " fragment f13 on Query { a }"))
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
  }

  @Test
  void fragments_that_multiply_are_too_much() {
    StringBuilder document = new StringBuilder("{ ...f0 }");
    for (int i = 0; i < 30; i++) {
      document
          .append(" fragment f")
          .append(i)
          .append(" on Query { ...f")
          .append(i + 1)
          .append(" ...g")
          .append(i + 1)
          .append(" }");
      document
          .append(" fragment g")
          .append(i + 1)
          .append(" on Query { ...f")
          .append(i + 1)
          .append(" }");
    }
    post(document(document + " fragment f30 on Query { __typename }"))
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
  }

  @Test
  void fragments_that_multiply_without_any_field_are_too_much() {
    StringBuilder document = new StringBuilder("{ ...f0 }");
    for (int i = 0; i < 60; i++) {
      document.append(" fragment f").append(i).append(" on Query {");
      document.append(" ...f").append(i + 1).append(" ...f").append(i + 1).append(" }");
    }
    post(document(document + " fragment f60 on Query { ...nope }"))
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ products(first: 4294967297) { nodes { id } } }",
        "{ products(first: -4294967295) { nodes { id } } }",
        "query($n: Int = 4294967297) { products(first: $n) { nodes { id } } }"
      })
  void a_literal_beyond_thirty_two_bits_is_bad_input_instead_of_wrapping(String query) {
    post(document(query)).body("errors[0].extensions.code", equalTo("BAD_INPUT"));
  }

  @Test
  void a_fragment_that_contains_itself_is_bad_input() {
    post(document("{ ...f } fragment f on Query { ...f }"))
        .body("errors[0].extensions.code", equalTo("BAD_INPUT"));
  }

  @Test
  void pages_inside_of_pages_count_their_sizes() {
    post(document(
            "{ products(first: 50) { nodes { a(first: 50) { nodes { b(first: 50) { nodes { c } } } } } } }"))
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
  }

  @Test
  void more_than_five_thousand_tokens_are_too_much() {
    post(document("{ __typename " + "__typename ".repeat(5_000) + "}"))
        .body("errors[0].extensions.code", equalTo("LIMIT_EXCEEDED"));
  }
}
