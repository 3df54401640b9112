package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Literals are held to their types as strictly as variables; lists count as often as they answer.
 */
@QuarkusTest
class InputLiteralsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ products(first: \"1\") { nodes { id } } } | products.first must be a whole number",
        "{ products(first: 1.5) { nodes { id } } } | products.first must be a whole number",
        "{ products(first: 4294967297) { nodes { id } } } | products.first must be a whole number",
        "{ ...Q } fragment Q on Query { products(first: true) { nodes { id } } } | products.first",
        "query A($n: Int = \"1\") { products(first: $n) { nodes { id } } } | $n must be",
        "{ product(id: 1.5) { id } } | product.id must be an id",
        "mutation { logout(input: {everywhere: \"true\"}) { userErrors { code } } } | logout.input.everywhere",
      })
  void a_literal_of_a_wrong_type_is_named(String document, String message) {
    Answer answer = GraphQLClient.ofThisTest().send(document.strip(), Map.of());

    assertThat(answer.errorCodes()).containsExactly("BAD_INPUT");
    assertThat(answer.body().getJsonArray("errors").getJsonObject(0).getString("message"))
        .contains(message.strip());
  }

  @Test
  void literals_of_the_right_types_pass() {
    Answer answer =
        GraphQLClient.ofThisTest()
            .send(
                "query A($n: Int = 1) { products(first: $n, after: null) { nodes { id } }"
                    + " chains(state: OPEN, first: 2) { nodes { id } } }",
                Map.of());

    assertThat(answer.errorCodes()).isEmpty();
  }

  @Test
  void null_stands_for_the_default_of_an_input() {
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("new:literals");

    Answer answer =
        member.send(
            "mutation { logout(input: {everywhere: null}) { userErrors { code } } }", Map.of());

    answer.expectSuccess("logout");
  }

  @Test
  void lists_without_pages_count_more_than_once() {
    String items = "items { id name price { amount currency } stock }";
    String page = "%s: chains(first: %d) { nodes { id %s latestEntries { number %s } } } ";
    String inner = "items { itemId quantity }";

    String one = page.formatted("one", 50, items, inner);
    String other = page.formatted("other", 50, items, inner);

    Answer small = GraphQLClient.ofThisTest().send("{" + one + "}", Map.of());
    Answer large = GraphQLClient.ofThisTest().send("{" + one + other + "}", Map.of());

    assertThat(small.errorCodes()).doesNotContain("LIMIT_EXCEEDED");
    assertThat(large.errorCodes()).isEqualTo(List.of("LIMIT_EXCEEDED"));
  }
}
