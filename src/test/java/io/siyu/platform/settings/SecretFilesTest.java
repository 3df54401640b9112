package io.siyu.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.siyu.testing.GivenSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory with a file per setting. */
class SecretFilesTest {

  private static final String NAMED =
      "smallrye.config.source.file.locations (SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS) ";

  @TempDir Path directory;

  @BeforeEach
  void aSecret() throws Exception {
    Files.writeString(directory.resolve("quarkus.datasource.password"), "hunter2");
    Files.createSymbolicLink(
        directory.resolve("quarkus.redis.password"),
        directory.resolve("quarkus.datasource.password"));
    Files.createDirectory(directory.resolve("..data"));
  }

  @Test
  void files_that_can_be_read_are_no_problem() {
    assertThat(problems(directory.toString())).isEmpty();
    assertThat(problems(directory.toUri() + ", " + directory)).isEmpty();
  }

  @Test
  void a_directory_that_is_not_there_is_told() {
    String problem =
        NAMED + "names a directory that does not exist or cannot be read; mount it, or correct it";

    assertThat(problems(directory.resolve("away").toString())).containsExactly(problem);
    assertThat(problems(directory + "," + directory.resolve("away"))).containsExactly(problem);
    assertThat(problems(directory.resolve("quarkus.datasource.password").toString()))
        .containsExactly(problem);
    assertThat(problems("file:no path"))
        .containsExactly(NAMED + "names no directory; write its path");
  }

  @Test
  void a_file_that_cannot_be_read_is_told_by_name_and_hides_what_seems_to_be_missing()
      throws Exception {
    Path secret = directory.resolve("quarkus.datasource.password");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("-w-------"));
    assumeFalse(Files.isReadable(secret), "root reads everything");

    assertThat(
            given(directory.toString())
                .problems(
                    List.<SettingsCheck>of(
                        new SecretFiles(),
                        settings -> settings.required("siyu.missing", "set it"))))
        .containsExactly(
            NAMED
                + "has a file that cannot be read, quarkus.datasource.password; let the user that"
                + " runs Siyu read it");
  }

  private static List<String> problems(String places) {
    return given(places).problems(new SecretFiles());
  }

  private static GivenSettings given(String places) {
    return GivenSettings.inProduction().with("smallrye.config.source.file.locations", places);
  }
}
