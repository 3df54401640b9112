package io.siyu.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.embedded.EmbeddedServers;
import io.siyu.testing.cluster.StartAttempt;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Settings that are in order, and a world that is not: each is told in one line, too. */
@Tag("native")
class UnreachableAtStartIT extends StartScenario {

  @Test
  void a_user_whom_postgresql_refuses_is_told() throws Exception {
    Map<String, String> properties = given();
    properties.put("quarkus.datasource.username", "nobody");
    properties.put("quarkus.datasource.password", SECRET);

    assertEnded(
        StartAttempt.in(directory, properties, Map.of()),
        "PostgreSQL at "
            + address()
            + " refused the login of user nobody; look at"
            + " quarkus.datasource.username (QUARKUS_DATASOURCE_USERNAME) and"
            + " quarkus.datasource.password (QUARKUS_DATASOURCE_PASSWORD)");
    assertThat(tables()).isZero();
  }

  @Test
  void a_postgresql_that_is_not_there_is_told() throws Exception {
    Map<String, String> properties = given();
    properties.put("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/siyu");
    properties.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/siyu");

    assertEnded(
        StartAttempt.in(directory, properties, Map.of()),
        "PostgreSQL at 127.0.0.1:1/siyu cannot be reached; start it, or look at"
            + " quarkus.datasource.jdbc.url (QUARKUS_DATASOURCE_JDBC_URL)");
  }

  @Test
  void a_port_that_is_taken_is_told_with_its_setting() throws Exception {
    String own = "refused_port_" + ProcessHandle.current().pid();
    EmbeddedServers forThePort = shared.createDatabase(own);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Map<String, String> properties = given();
      properties.putAll(forThePort.asProperties());
      properties.put("quarkus.http.host", "127.0.0.1");
      properties.put("quarkus.http.port", String.valueOf(other.getLocalPort()));

      assertEnded(
          StartAttempt.in(directory, properties, Map.of()),
          "port "
              + other.getLocalPort()
              + " of 127.0.0.1 is taken by another process; stop that,"
              + " or choose another port with quarkus.http.port (QUARKUS_HTTP_PORT)");
    } finally {
      shared.dropDatabase(own);
    }
  }
}
