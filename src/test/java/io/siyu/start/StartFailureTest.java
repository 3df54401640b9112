package io.siyu.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.siyu.testing.GivenSettings;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.net.BindException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator can repair is told in lines, and everything else is left to a stack trace. */
class StartFailureTest {

  @Test
  void a_port_that_is_taken_is_told_with_its_setting() {
    assertThat(lines(bind(8080)))
        .containsExactly(
            "port 8080 of 0.0.0.0 is taken by another process; stop that, or choose another port"
                + " with quarkus.http.port (QUARKUS_HTTP_PORT)");
    assertThat(lines(new IllegalStateException("management", bind(9000))))
        .singleElement()
        .asString()
        .endsWith("with quarkus.management.port (QUARKUS_MANAGEMENT_PORT)");
  }

  @Test
  void an_operations_port_that_is_taken_is_told_as_quarkus_throws_it() {
    assertThat(
            lines(
                new RuntimeException(
                    new IllegalStateException(
                        "Unable to start the management interface on 0.0.0.0:9000",
                        new BindException("Address already in use")))))
        .containsExactly(
            "the operations port cannot be opened on 0.0.0.0:9000; stop what has taken it, or look"
                + " at quarkus.management.port (QUARKUS_MANAGEMENT_PORT) and quarkus.management.host"
                + " (QUARKUS_MANAGEMENT_HOST)");
    assertThat(lines(new RuntimeException(new BindException("Cannot assign requested address"))))
        .singleElement()
        .asString()
        .contains("quarkus.http.host");
  }

  @Test
  void a_value_that_the_configuration_could_not_read_is_not_repeated() {
    Problem unreadable =
        new Problem(
            "java.lang.IllegalArgumentException: SRCFG00039: The config property"
                + " quarkus.http.io-threads with the config value \"hunter2\" threw an Exception");
    Problem unknown = new Problem("SRCFG00050: siyu.hunter in somewhere does not map to any root");
    Problem other = new Problem("SRCFG09999: something about \"hunter2\"\nand more");

    assertThat(
            lines(
                new RuntimeException(
                    new ConfigValidationException(new Problem[] {unreadable, unknown, other}))))
        .containsExactly(
            "quarkus.http.io-threads (QUARKUS_HTTP_IO_THREADS) is missing, or its value is none of"
                + " its kind; see the documentation of that setting",
            "siyu.hunter (SIYU_HUNTER) is no setting; is it misspelt?",
            "a setting is wrong: SRCFG09999: something about …");
    assertThat(lines(new IllegalArgumentException(unreadable.getMessage()))).hasSize(1);
  }

  @Test
  void what_a_package_tells_itself_is_told_line_by_line() {
    assertThat(lines(new RuntimeException(new ConfigurationException("one\n  two\n\n"))))
        .containsExactly("one", "two");
  }

  @Test
  void postgresql_is_told_from_the_depth_of_a_chain() {
    assertThat(lines(new RuntimeException(new SQLException("hunter2", "28P01"))))
        .containsExactly(
            "PostgreSQL at db:5432/siyu refused the login of user siyu; look at"
                + " quarkus.datasource.username (QUARKUS_DATASOURCE_USERNAME) and"
                + " quarkus.datasource.password (QUARKUS_DATASOURCE_PASSWORD)");
  }

  @Test
  void what_nobody_foresaw_keeps_its_stack_trace() {
    RuntimeException loop = new RuntimeException("a");
    loop.initCause(new IllegalStateException("b", loop));

    assertThat(lines(loop)).isEmpty();
    assertThat(lines(new SQLException("syntax", "42601"))).isEmpty();
  }

  private static List<String> lines(Throwable failure) {
    return StartFailure.lines(
        failure,
        () ->
            GivenSettings.inProduction()
                .with("quarkus.http.port", "8080")
                .with("quarkus.management.port", "9000")
                .with("quarkus.datasource.jdbc.url", "jdbc:postgresql://db/siyu?password=hunter2")
                .with("quarkus.datasource.username", "siyu")
                .config());
  }

  private static QuarkusBindException bind(int port) {
    return new QuarkusBindException("0.0.0.0", port, new BindException("Address in use"));
  }
}
