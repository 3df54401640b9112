package io.siyu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.jwt.auth.principal.JWTParser;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Production without good keys does not start, and says in one line which setting to look at. */
@QuarkusTest
class SigningKeyTest {

  private static final String SIGN = "smallrye.jwt.sign.key.location";
  private static final String VERIFY = "mp.jwt.verify.publickey.location";

  @Inject Instance<JWTParser> parser;
  @TempDir Path directory;

  @Test
  void a_missing_key_is_named() {
    assertRefused(Map.of(), VERIFY + " is not set");
    assertRefused(Map.of(VERIFY, "public.pem"), SIGN + " is not set");
    assertRefused(Map.of(VERIFY, "public.pem", SIGN, " "), SIGN + " is not set");
  }

  @Test
  void a_file_that_is_no_key_is_named_without_its_content() throws Exception {
    Path file = Files.writeString(directory.resolve("key.pem"), "a secret that is no key");

    assertRefused(Map.of(VERIFY, "public.pem", SIGN, file.toString()), SIGN + " does not lead");
    assertRefused(Map.of(VERIFY, "public.pem", SIGN, "/nowhere.pem"), SIGN + " does not lead");
  }

  @Test
  void a_pair_that_does_not_belong_together_is_told() {
    DevelopmentKeys other = DevelopmentKeys.in(List.of(directory));

    assertRefused(
        Map.of(VERIFY, other.publicKey().toString(), SIGN, other.privateKey().toString()),
        VERIFY + " is not the public key that belongs to " + SIGN);
  }

  private void assertRefused(Map<String, String> settings, String beginning) {
    SigningKey key =
        new SigningKey(
            new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build(),
            parser);
    assertThatThrownBy(() -> key.read(null))
        .isInstanceOf(ConfigurationException.class)
        .hasNoCause()
        .satisfies(
            failure ->
                assertThat(failure.getMessage())
                    .startsWith(beginning)
                    .doesNotContain("\n")
                    .doesNotContain("secret"));
  }
}
