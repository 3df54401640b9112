package io.siyu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentKeysTest {

  @TempDir Path home;

  @Test
  void a_pair_is_made_once_and_belongs_together() throws Exception {
    DevelopmentKeys first = DevelopmentKeys.in(List.of(home));
    String privateKey = Files.readString(first.privateKey());
    DevelopmentKeys second = DevelopmentKeys.in(List.of(home));

    assertThat(Files.readString(second.privateKey())).isEqualTo(privateKey);
    PrivateKey signing = KeyUtils.decodePrivateKey(privateKey, SignatureAlgorithm.ES256);
    PublicKey verifying =
        KeyUtils.decodePublicKey(Files.readString(first.publicKey()), SignatureAlgorithm.ES256);
    byte[] message = "siyu".getBytes(StandardCharsets.UTF_8);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signing);
    signature.update(message);
    byte[] signed = signature.sign();
    signature.initVerify(verifying);
    signature.update(message);
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void only_the_owner_reads_the_files() throws Exception {
    DevelopmentKeys keys = DevelopmentKeys.in(List.of(home));

    for (Path file : List.of(keys.privateKey(), keys.publicKey())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void instances_that_start_at_once_agree_on_one_pair() throws Exception {
    ExecutorService instances = Executors.newFixedThreadPool(16);
    CountDownLatch barrier = new CountDownLatch(1);
    List<Future<String>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        answers.add(
            instances.submit(
                () -> {
                  barrier.await();
                  DevelopmentKeys keys = DevelopmentKeys.in(List.of(home));
                  return Files.readString(keys.privateKey()) + Files.readString(keys.publicKey());
                }));
      }
      barrier.countDown();
      Set<String> pairs = new HashSet<>();
      for (Future<String> answer : answers) {
        pairs.add(answer.get());
      }

      assertThat(pairs).hasSize(1);
      try (Stream<Path> left = Files.list(home)) {
        assertThat(left).hasSize(1);
      }
    } finally {
      instances.shutdownNow();
    }
  }

  @Test
  void where_there_is_no_home_the_next_place_is_taken() throws Exception {
    Path noDirectory = Files.writeString(home.resolve("a-file"), "");

    DevelopmentKeys keys = DevelopmentKeys.in(List.of(noDirectory.resolve("x"), home.resolve("y")));

    assertThat(keys.privateKey()).startsWith(home.resolve("y")).exists();
  }

  @Test
  void development_tests_and_faults_get_keys_and_production_never() {
    for (String profile : List.of("dev", "test", "fault")) {
      assertThat(value(profile, "smallrye.jwt.sign.key.location")).as(profile).endsWith(".pem");
      assertThat(value(profile, "mp.jwt.verify.publickey.location")).as(profile).endsWith(".pem");
    }
    assertThat(value("prod", "smallrye.jwt.sign.key.location")).isNull();
    assertThat(value("staging", "mp.jwt.verify.publickey.location")).isNull();
  }

  @Test
  void configured_keys_are_left_alone() {
    SmallRyeConfig config =
        config("dev")
            .withSources(
                new PropertiesConfigSource(
                    Map.of("mp.jwt.verify.publickey.location", "/keys/public.pem"), "given", 250))
            .build();

    assertThat(config.getConfigValue("mp.jwt.verify.publickey.location").getValue())
        .isEqualTo("/keys/public.pem");
    assertThat(config.getConfigValue("smallrye.jwt.sign.key.location").getValue()).isNull();
  }

  @Test
  void locations_recorded_when_a_package_was_built_elsewhere_are_not_used() {
    SmallRyeConfig config =
        config("fault")
            .withDefaultValue("mp.jwt.verify.publickey.location", "/elsewhere/public.pem")
            .withDefaultValue("smallrye.jwt.sign.key.location", "/elsewhere/private.pem")
            .build();

    assertThat(config.getConfigValue("mp.jwt.verify.publickey.location").getValue())
        .endsWith("dev-keys/public.pem");
    assertThat(config.getConfigValue("smallrye.jwt.sign.key.location").getValue())
        .endsWith("dev-keys/private.pem");
  }

  private static String value(String profile, String name) {
    return config(profile).build().getConfigValue(name).getValue();
  }

  private static SmallRyeConfigBuilder config(String profile) {
    return new SmallRyeConfigBuilder()
        .withProfile(profile)
        .withSources(new DevelopmentKeysConfigSourceFactory());
  }
}
