package io.siyu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SigningKeys;
import io.siyu.testing.cluster.SiyuInstance;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package as it is shipped, in the production profile, with what an operator has to give it.
 */
@Tag("native")
class ProductionIT {

  private static final String PASSWORD = "a-password-for-the-first-admin";

  @TempDir Path keys;

  @Test
  void the_shipped_package_closes_its_doors_logs_json_and_is_measured() {
    try (Cluster cluster = Cluster.of("production", 1, configuration())) {
      SiyuInstance instance = cluster.instance(0);
      GraphQLClient client = instance.client();

      assertThat(client.runWith("products", Map.of()).errorCodes()).isEmpty();
      assertThat(client.send("{ products { nodes { id } } }", Map.of()).errorCodes())
          .as("a document that was never shipped")
          .containsExactly("BAD_INPUT");
      assertThat(client.send("{ __schema { types { name } } }", Map.of()).errorCodes())
          .containsExactly("BAD_INPUT");
      assertThat(instance.page("/graphql/schema.graphql")).doesNotContain("type Query");
      assertThat(instance.page("/q/graphql-ui")).doesNotContain("GraphiQL");
      assertThat(instance.publicStatus("/q/health/ready")).as("its port is another").isEqualTo(404);
      assertThat(instance.publicStatus("/q/metrics")).as("its port is another").isEqualTo(404);
      assertThat(client.run("sandboxPay", Map.of("orderId", "order_x")).errorCodes())
          .as("play money")
          .containsExactly("BAD_INPUT");

      Answer login = client.run("operatorLogin", Map.of("name", "chief", "password", PASSWORD));
      GraphQLClient staff =
          client.as(login.expectSuccess("operatorLogin").text("operatorLogin.accessToken"));
      staff.run("runJob", Map.of("name", "platform-housekeeping")).expectSuccess("runJob");

      await("the job is counted")
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  instance
                      .page("/q/metrics")
                      .contains("siyu_job_runs_seconds_count{job=\"platform-housekeeping\""));
      assertThat(instance.log())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(new JsonObject(line).getString("level")).isNotBlank())
          .noneMatch(line -> line.contains(PASSWORD) || line.contains(staff.token()));
      assertThat(Documents.names()).contains("sandboxPay");
    }
  }

  private Map<String, String> configuration() {
    Map<String, String> configuration = new HashMap<>(SigningKeys.in(keys));
    configuration.put(SiyuInstance.SHIPPED, "true");
    configuration.put("quarkus.profile", "prod");
    configuration.put("siyu.wechat.mode", "real");
    configuration.put("siyu.wechat.app-id", "wx0000000000000000");
    configuration.put("siyu.wechat.app-secret", "not-a-real-secret");
    configuration.put("siyu.member.departure-key", "a-departure-key-of-this-test-alone");
    configuration.put("siyu.security.first-admin-name", "chief");
    configuration.put("siyu.security.first-admin-password", PASSWORD);
    return configuration;
  }
}
