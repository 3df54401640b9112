package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import org.junit.jupiter.api.Test;

/** An input type that holds itself could be written without end. */
@QuarkusTest
class NestedInputTest {

  @Test
  void input_that_nests_without_end_is_refused_before_it_is_read() {
    String nested = "{\"tag\":{\"codes\":[\"x\"]}}";
    for (int i = 0; i < 300; i++) {
      nested = "{\"all\":[" + nested + "]}";
    }

    Answer answer =
        GraphQLClient.ofThisTest()
            .post(
                "{\"query\":\"query p($rule: SegmentRuleInput)"
                    + " {segmentPreview(rule: $rule) {count}}\",\"variables\":{\"rule\":"
                    + nested
                    + "}}");

    assertThat(answer.errorCodes()).containsExactly("BAD_INPUT");
    assertThat(answer.body().encode()).contains("nests at most");
  }
}
