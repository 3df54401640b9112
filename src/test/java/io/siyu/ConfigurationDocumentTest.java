package io.siyu;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.start.SettingsAtStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md is what the configuration interfaces say. {@code ./mvnw test
 * -Dtest=ConfigurationDocumentTest -Dsiyu.contract=update} writes it.
 */
class ConfigurationDocumentTest {

  private static final Path DOCUMENT = Path.of("docs", "configuration.md");
  private static final Pattern MAPPING =
      Pattern.compile(
          "/\\*\\*(?<doc>(?:(?!\\*/).)*)\\*/\\s*@ConfigMapping\\(prefix = \"(?<prefix>[^\"]+)\"",
          Pattern.DOTALL);
  private static final Pattern SETTING =
      Pattern.compile(
          "/\\*\\*(?<doc>(?:(?!\\*/).)*)\\*/\\s*(?:@WithName\\(\"(?<name>[^\"]+)\"\\)\\s*)?"
              + "(?:@WithDefault\\(\\s*\"(?<default>[^\"]*)\"\\)\\s*)?(?<type>[\\w.<>, ]+?) (?<method>\\w+)\\(\\);",
          Pattern.DOTALL);

  /** What the checks of the start accept. */
  private static final Map<String, String> VALUES = SettingsAtStart.values();

  @Test
  void the_document_lists_every_setting() throws IOException {
    StringBuilder expected = new StringBuilder(INTRODUCTION);
    for (Path source : configurationInterfaces()) {
      describe(Files.readString(source), expected);
    }
    if ("update".equals(System.getProperty("siyu.contract"))) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(expected.toString());
  }

  private static final String INTRODUCTION =
      """
      # Configuration

      Every setting can be given as a system property, as an environment variable (upper case, every other character an
      underscore: `SIYU_GRAPHQL_MAX_DEPTH`) or in `config/application.properties` beside the application.

      All settings are looked at before anything is opened or written. If some are missing, misspelt or make no sense, the
      process ends with exit code 1 and one line for each of them on its standard error output, which names the setting and its
      environment variable and says what to do; a value that may be a secret is never shown:

      ```text
      Siyu cannot start: quarkus.redis.hosts (QUARKUS_REDIS_HOSTS) is missing; set it to redis://host:6379
      Siyu cannot start: siyu.jobs.leese (SIYU_JOBS_LEESE) is no setting; did you mean siyu.jobs.lease?
      Siyu cannot start: siyu.outbox.lease (SIYU_OUTBOX_LEASE) is 0s; it must be from 1s to 1h
      ```

      A port that is taken and a PostgreSQL that refuses or cannot be reached at the migration are told in the same way.

      In the profile `prod`, which a package has unless told otherwise, these are refused: the demo brand, keys and the password
      of development, the sandboxes of WeChat and of payments, introspection, documents that were not shipped, a served schema
      and GraphiQL.

      Besides Siyu's own settings below, these of Quarkus matter to everybody:

      | setting | meaning |
      | --- | --- |
      | `quarkus.datasource.reactive.url`, `quarkus.datasource.jdbc.url` | the same server and database of PostgreSQL, for requests (`postgresql://host:5432/database`) and for migrations (`jdbc:postgresql://host:5432/database`) |
      | `quarkus.datasource.username`, `quarkus.datasource.password` | its account |
      | `quarkus.redis.hosts` | Redis, `redis://host:6379` |
      | `smallrye.jwt.sign.key.location`, `mp.jwt.verify.publickey.location` | files of the key pair of the access tokens (P-256, PEM; `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out private.pem`, `openssl pkey -in private.pem -pubout -out public.pem`) |
      | `quarkus.http.port` | where it listens, 8080 by default |
      | `quarkus.otel.sdk.disabled` | `false` turns OpenTelemetry traces on; they carry names of operations and statements, never values |
      | `quarkus.otel.exporter.otlp.endpoint`, `quarkus.otel.exporter.otlp.protocol` | where traces go, `http://localhost:4317` by default, and how: `grpc` (default) or `http/protobuf` |
      | `quarkus.http.proxy.proxy-address-forwarding`, `quarkus.http.proxy.trusted-proxies` | behind an ingress: `true`, and its addresses; without `true` all members share the ingress's address in rate limits, without its addresses anybody may make one up. The first address in `X-Forwarded-For` counts, so the ingress must replace that header, not append to it |
      | `quarkus.management.port` | where health and metrics are in the profiles `prod` and `demo`, 9000 by default; in the others they share the port of the service |
      | `smallrye.config.source.file.locations` | a directory with a file per setting, named after it: for passwords and keys |
      """;

  private static List<Path> configurationInterfaces() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        if (Files.readString(file).contains("@ConfigMapping(")) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static void describe(String source, StringBuilder document) {
    Matcher mapping = MAPPING.matcher(source);
    assertThat(mapping.find()).as("a configuration interface has Javadoc and a prefix").isTrue();
    document.append("\n## `").append(mapping.group("prefix")).append("`\n\n");
    document.append(sentence(mapping.group("doc"))).append("\n\n");
    document.append("| setting | default | values | meaning |\n| --- | --- | --- | --- |\n");
    Matcher method = SETTING.matcher(source.substring(mapping.end()));
    while (method.find()) {
      String name =
          method.group("name") != null ? method.group("name") : kebab(method.group("method"));
      String value = method.group("default");
      String setting = mapping.group("prefix") + "." + name;
      document
          .append("| `")
          .append(setting)
          .append("` | ")
          .append(value == null ? "–" : "`" + value + "`")
          .append(" | ")
          .append(VALUES.get(setting))
          .append(" | ")
          .append(sentence(method.group("doc")))
          .append(" |\n");
    }
  }

  private static String sentence(String javadoc) {
    return javadoc
        .replaceAll("(?m)^\\s*\\* ?", "")
        .replaceAll("(?s)\\n\\s*@.*", "")
        .replaceAll("\\{@(?:code|link)\\s+#?([^}]*)}", "`$1`")
        .replaceAll("</?p>", "")
        .replaceAll("\\s+", " ")
        .replace("|", "\\|")
        .strip();
  }

  private static String kebab(String method) {
    return method.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
  }
}
