package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The schema with the setting of production that hides the sandbox. */
@QuarkusTest
@TestProfile(SandboxAbsentTest.Hidden.class)
class SandboxAbsentTest {

  private static final String SETTING = "siyu.graphql.hidden-fields";

  @Test
  void where_the_sandbox_is_hidden_its_mutation_does_not_exist() {
    GraphQLClient anyone = GraphQLClient.ofThisTest();
    String orderId = OrderView.ID.encode(Ids.next());

    Answer pay = anyone.run("sandboxPay", Map.of("orderId", orderId));
    Answer others = anyone.run("payOrder", Map.of("orderId", orderId));

    assertThat(pay.errorCodes()).containsExactly("BAD_INPUT");
    assertThat(others.errorCodes()).as(others.body().encode()).containsExactly("UNAUTHENTICATED");
  }

  /** The value itself, so that nobody can take it out of production unnoticed. */
  public static class Hidden implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Properties properties = new Properties();
      try (InputStream file =
          SandboxAbsentTest.class.getResourceAsStream("/application.properties")) {
        properties.load(file);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return Map.of(SETTING, properties.getProperty("%prod." + SETTING));
    }
  }
}
