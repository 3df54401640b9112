package io.siyu.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.cluster.SigningKeys;
import io.siyu.testing.cluster.StartAttempt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The application as it is shipped, in the production profile, with something wrong: it says so in
 * one line for each problem, writes nothing, and ends.
 */
@Tag("native")
class RefusedStartIT extends StartScenario {

  @Test
  void without_any_setting_each_one_that_is_missing_has_its_line() throws Exception {
    StartAttempt attempt = StartAttempt.in(directory, Map.of(), Map.of());

    assertRefused(
        attempt,
        "quarkus.datasource.reactive.url (QUARKUS_DATASOURCE_REACTIVE_URL) is missing;"
            + " set it to postgresql://host:5432/database",
        "quarkus.datasource.jdbc.url (QUARKUS_DATASOURCE_JDBC_URL) is missing;"
            + " set it to jdbc:postgresql://host:5432/database",
        "quarkus.datasource.username (QUARKUS_DATASOURCE_USERNAME) is missing;"
            + " set it to the user that Siyu has in PostgreSQL",
        "quarkus.datasource.password (QUARKUS_DATASOURCE_PASSWORD) is missing;"
            + " set it to the password of that user, or to any text where there is none",
        "quarkus.redis.hosts (QUARKUS_REDIS_HOSTS) is missing; set it to redis://host:6379",
        "smallrye.jwt.sign.key.location (SMALLRYE_JWT_SIGN_KEY_LOCATION) is missing;"
            + " set it to the file of the private key of access tokens (PEM, P-256)",
        "mp.jwt.verify.publickey.location (MP_JWT_VERIFY_PUBLICKEY_LOCATION) is missing;"
            + " set it to the file of the public key of access tokens (PEM, P-256)",
        "siyu.wechat.app-id (SIYU_WECHAT_APP_ID) is missing;"
            + " set it to the app id of the mini-program",
        "siyu.wechat.app-secret (SIYU_WECHAT_APP_SECRET) is missing;"
            + " set it to the app secret of the mini-program",
        "siyu.member.departure-key (SIYU_MEMBER_DEPARTURE_KEY) is missing;"
            + " set it to 32 random characters or more");
  }

  @Test
  void wrong_settings_from_all_sources_are_told_at_once_and_not_repeated() throws Exception {
    Files.createDirectories(directory.resolve("config"));
    Files.writeString(
        directory.resolve("config").resolve("application.properties"),
        "siyu.jobs.leese=" + SECRET + "\nsiyu.order.points-share-percent=101\n");
    Map<String, String> properties = given();
    properties.put("quarkus.http.port", "http");
    properties.put("quarkus.datasource.jdbc.url", servers.jdbcUrl() + "_other?password=" + SECRET);
    properties.put("quarkus.redis.hosts", "redis//:" + SECRET + "@cache");
    properties.put("siyu.time.zone", "Asia/Shanghi");
    properties.put("siyu.wechat.app-secret", SECRET + " with a space");
    Map<String, String> environment =
        Map.of(
            "SIYU_OUTBOX_LEASE", "0s",
            "SIYU_GRAPQL_MAX_DEPTH", "5",
            "SIYU_FLASH_SALE_RESERVATION", SECRET,
            "SIYU_PAYMENT_GATEWAY", "alipay",
            "SIYU_PORT_8080_TCP", "tcp://10.0.0.1:8080",
            "QUARKUS_HTTP_IO_THREADS", "many");
    assertRefused(
        StartAttempt.in(directory, properties, environment),
        "quarkus.http.port (QUARKUS_HTTP_PORT) is no whole number; write one from 0 to 65535",
        "quarkus.datasource.jdbc.url (QUARKUS_DATASOURCE_JDBC_URL) is "
            + address()
            + "_other, but quarkus.datasource.reactive.url"
            + " (QUARKUS_DATASOURCE_REACTIVE_URL) is "
            + address()
            + "; both must name the same database",
        "quarkus.redis.hosts (QUARKUS_REDIS_HOSTS) is no address of Redis;"
            + " write redis://host:6379, or rediss://host:6379 for TLS",
        "siyu.time.zone (SIYU_TIME_ZONE) is no zone; write its IANA name, such as Asia/Shanghai",
        "siyu.outbox.lease (SIYU_OUTBOX_LEASE) is 0s; it must be from 1s to 1h",
        "siyu.wechat.app-secret (SIYU_WECHAT_APP_SECRET) is no app secret;"
            + " copy it from WeChat's console, without spaces",
        "siyu.payment.gateway (SIYU_PAYMENT_GATEWAY) is none of its values;"
            + " write one of SANDBOX, WECHAT",
        "siyu.order.points-share-percent (SIYU_ORDER_POINTS_SHARE_PERCENT) is 101;"
            + " it must be from 0 to 100",
        "siyu.flash-sale.reservation (SIYU_FLASH_SALE_RESERVATION) is no length of time;"
            + " write a number and a unit, such as 500ms, 30s, 15m, 24h or 7d",
        "siyu.jobs.leese (SIYU_JOBS_LEESE) is no setting; did you mean siyu.jobs.lease?",
        "SIYU_GRAPQL_MAX_DEPTH is no setting; did you mean SIYU_GRAPHQL_MAX_DEPTH?");
  }

  @Test
  void what_is_shipped_does_not_start_as_in_a_test() throws Exception {
    Map<String, String> properties = given();
    properties.put("quarkus.profile", "test");

    assertThat(StartAttempt.in(directory, properties, Map.of()).lines())
        .contains(
            BEGINNING
                + "quarkus.profile (QUARKUS_PROFILE) is none that this build knows, so that nothing"
                + " is closed; write prod");
  }

  @Test
  void production_refuses_what_belongs_to_development() throws Exception {
    Path generated = Files.createDirectories(directory.resolve("dev-keys"));
    Map<String, String> properties = given();
    properties.put("smallrye.jwt.sign.key.location", generated.resolve("private.pem").toString());
    properties.put("siyu.demo.enabled", "true");
    properties.put("siyu.wechat.mode", "sandbox");
    properties.put("siyu.payment.gateway", "sandbox");
    properties.put("siyu.graphql.introspection", "true");
    properties.put("siyu.graphql.trusted-documents-only", "false");
    properties.put("quarkus.smallrye-graphql.schema-available", "true");
    properties.put("siyu.graphql.hidden-fields", "Query.viewer");
    Map<String, String> environment = Map.of("QUARKUS_SMALLRYE_GRAPHQL_UI_ALWAYS_INCLUDE", "true");

    assertRefused(
        StartAttempt.in(directory, properties, environment),
        "smallrye.jwt.sign.key.location (SMALLRYE_JWT_SIGN_KEY_LOCATION) leads to a key that was"
            + " generated for development; production needs its own, made with openssl",
        "siyu.graphql.trusted-documents-only (SIYU_GRAPHQL_TRUSTED_DOCUMENTS_ONLY) is false,"
            + " so that anybody can send any document; production needs true",
        "siyu.graphql.introspection (SIYU_GRAPHQL_INTROSPECTION) is true,"
            + " so that anybody can read the schema; production needs false",
        "quarkus.smallrye-graphql.schema-available (QUARKUS_SMALLRYE_GRAPHQL_SCHEMA_AVAILABLE)"
            + " is on; production does not serve the schema, leave it out or set it to false",
        "quarkus.smallrye-graphql.ui.always-include (QUARKUS_SMALLRYE_GRAPHQL_UI_ALWAYS_INCLUDE)"
            + " is on; production has no GraphiQL, leave it out or set it to false",
        "siyu.graphql.hidden-fields (SIYU_GRAPHQL_HIDDEN_FIELDS)"
            + " does not hide Mutation.sandboxPay; production knows no play money,"
            + " leave the setting out",
        "siyu.wechat.mode (SIYU_WECHAT_MODE) is the sandbox,"
            + " in which anybody can log in as anybody; production needs real",
        "siyu.payment.gateway (SIYU_PAYMENT_GATEWAY) is the sandbox,"
            + " which takes no real money; production needs another, or none",
        "siyu.demo.enabled (SIYU_DEMO_ENABLED) is true;"
            + " production refuses demo data, leave it out or set it to false");
  }

  @Test
  void a_password_that_holds_a_reference_is_told() throws Exception {
    Map<String, String> properties = given();
    properties.put("quarkus.datasource.password", "${" + SECRET + "}");
    properties.put("quarkus.redis.password", "${" + SECRET + "}");

    String reference =
        " refers by ${...} to a setting that does not exist; give that one a value, or write \\${"
            + " where the two characters are meant";
    assertRefused(
        StartAttempt.in(directory, properties, Map.of()),
        "quarkus.datasource.password (QUARKUS_DATASOURCE_PASSWORD)" + reference,
        "quarkus.redis.password (QUARKUS_REDIS_PASSWORD)" + reference);
  }

  @Test
  void secrets_that_are_not_mounted_are_told_and_not_as_missing() throws Exception {
    Map<String, String> properties =
        Map.of("smallrye.config.source.file.locations", directory.resolve("away").toString());

    assertRefused(
        StartAttempt.in(directory, properties, Map.of()),
        "smallrye.config.source.file.locations (SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS) names a"
            + " directory that does not exist or cannot be read; mount it, or correct it");
  }

  @Test
  void an_address_that_anybody_may_choose_is_told() throws Exception {
    Map<String, String> properties = given();
    properties.put("quarkus.http.proxy.proxy-address-forwarding", "true");

    assertRefused(
        StartAttempt.in(directory, properties, Map.of()),
        "quarkus.http.proxy.trusted-proxies (QUARKUS_HTTP_PROXY_TRUSTED_PROXIES) is missing;"
            + " quarkus.http.proxy.proxy-address-forwarding"
            + " (QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING) would let anybody choose an address;"
            + " write those of the ingress");
  }

  @Test
  void keys_of_two_pairs_are_told() throws Exception {
    Map<String, String> properties = given();
    String setting = "mp.jwt.verify.publickey.location";
    properties.put(setting, SigningKeys.in(directory.resolve("others")).get(setting));

    assertRefused(
        StartAttempt.in(directory, properties, Map.of()),
        "mp.jwt.verify.publickey.location (MP_JWT_VERIFY_PUBLICKEY_LOCATION) is not the public key"
            + " of smallrye.jwt.sign.key.location (SMALLRYE_JWT_SIGN_KEY_LOCATION);"
            + " give the two of one pair");
  }

  @Test
  void a_setting_of_quarkus_that_cannot_be_read_is_named() throws Exception {
    StartAttempt attempt =
        StartAttempt.in(directory, given(), Map.of("QUARKUS_HTTP_IO_THREADS", SECRET));

    // What was logged before is written down first, as the log was not set up yet.
    assertThat(attempt.lines())
        .endsWith(
            BEGINNING
                + "quarkus.http.io-threads (QUARKUS_HTTP_IO_THREADS) is missing, or its value is"
                + " none of its kind; see the documentation of that setting")
        .noneMatch(line -> line.contains(SECRET) || line.contains("\tat "));
    assertThat(attempt.exitCode()).isEqualTo(1);
    assertThat(tables()).isZero();
  }
}
