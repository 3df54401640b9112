package io.siyu.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SigningKeys;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.StartAttempt;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Production and a try never work with one database. */
@Tag("native")
class DatabasePurposeIT {

  @TempDir Path directory;

  @Test
  void production_does_not_start_on_the_database_of_a_try() {
    try (Cluster cluster = Cluster.of("purpose-trial", 1, Map.of())) {
      Map<String, String> production = new HashMap<>(cluster.servers());
      production.putAll(SigningKeys.in(directory.resolve("keys")));
      production.put("quarkus.http.port", "0");
      production.put("quarkus.management.port", "0");
      production.put("siyu.wechat.app-id", "wx0000000000000000");
      production.put("siyu.wechat.app-secret", "not-a-real-secret");
      production.put("siyu.member.departure-key", "not-a-real-key-of-at-least-32-characters");

      StartAttempt attempt = StartAttempt.in(directory, production, Map.of());

      assertThat(attempt.exitCode()).isEqualTo(1);
      assertThat(attempt.lines())
          .last()
          .asString()
          .startsWith("Siyu cannot start: quarkus.profile (QUARKUS_PROFILE) is of production, but");
    }
  }

  @Test
  void a_try_does_not_start_on_the_database_of_production() {
    try (Cluster cluster = Cluster.of("purpose-production", 1, Map.of())) {
      cluster.execute("UPDATE database_purpose SET purpose = 'PRODUCTION'");
      long members = cluster.number("SELECT count(*) FROM member");

      SiyuInstance demo = cluster.startAnother(Map.of());

      assertThat(demo.awaitEnd()).isEqualTo(1);
      assertThat(demo.log())
          .anyMatch(
              line ->
                  line.contains("quarkus.profile (QUARKUS_PROFILE) is none of production, but"));
      assertThat(cluster.number("SELECT count(*) FROM member")).isEqualTo(members);
    }
  }
}
