package io.siyu.platform.graphql;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@link GraphQLLimits} may hold, and what production keeps closed. */
public final class GraphQLSettings implements SettingsCheck {

  private static final String TRUSTED_ONLY = "siyu.graphql.trusted-documents-only";
  private static final String INTROSPECTION = "siyu.graphql.introspection";
  private static final String SCHEMA = "quarkus.smallrye-graphql.schema-available";
  private static final String EXPLORER = "quarkus.smallrye-graphql.ui.always-include";
  private static final String HIDDEN = "siyu.graphql.hidden-fields";
  private static final String PLAY_MONEY = "Mutation.sandboxPay";

  /** A limit that nobody ever reaches, for load tests. */
  private static final long NO_LIMIT = 1_000_000_000;

  /** Quarkus itself cuts off larger bodies. */
  private static final long LARGEST_BODY = 1024 * 1024;

  @Override
  public void check(Settings settings) {
    settings.number("siyu.graphql.max-body-bytes", 1_024, LARGEST_BODY);
    settings.number("siyu.graphql.max-tokens", 100, 100_000);
    settings.number("siyu.graphql.max-depth", 1, 100);
    settings.number("siyu.graphql.max-complexity", 1, 1_000_000);
    settings.number("siyu.graphql.max-aliases", 1, 10_000);
    settings.number("siyu.graphql.max-root-mutations", 1, 100);
    settings.number("siyu.graphql.max-root-queries", 1, 1_000);
    settings.number("siyu.graphql.member-rate-limit", 1, NO_LIMIT);
    settings.number("siyu.graphql.address-rate-limit", 1, NO_LIMIT);
    settings.duration("siyu.graphql.rate-window", "1s", "1d");
    settings.duration("siyu.graphql.socket-init-timeout", "100ms", "5m");
    settings.number("siyu.graphql.max-socket-operations", 1, 1_000);
    settings.number("siyu.graphql.max-socket-messages", 10, NO_LIMIT);
    settings.number("siyu.graphql.max-sockets", 1, 1_000_000);
    settings.number("siyu.graphql.max-address-sockets", 1, 1_000_000);
    settings.duration("siyu.graphql.slow-socket-timeout", "100ms", "10m");
    settings.known(HIDDEN);
    boolean trustedOnly = settings.flag(TRUSTED_ONLY).orElse(true);
    boolean introspection = settings.flag(INTROSPECTION).orElse(false);
    if (settings.isProduction()) {
      keepClosed(settings, trustedOnly, introspection);
    }
  }

  private static void keepClosed(Settings settings, boolean trustedOnly, boolean introspection) {
    if (!trustedOnly) {
      settings.problem(
          TRUSTED_ONLY, "is false, so that anybody can send any document; production needs true");
    }
    if (introspection) {
      settings.problem(
          INTROSPECTION, "is true, so that anybody can read the schema; production needs false");
    }
    if (isOn(settings, SCHEMA)) {
      settings.problem(
          SCHEMA, "is on; production does not serve the schema, leave it out or set it to false");
    }
    if (isOn(settings, EXPLORER)) {
      settings.problem(
          EXPLORER, "is on; production has no GraphiQL, leave it out or set it to false");
    }
    if (Stream.of(settings.text(HIDDEN).orElse("").split(",")).noneMatch(PLAY_MONEY::equals)) {
      settings.problem(
          HIDDEN,
          "does not hide "
              + PLAY_MONEY
              + "; production knows no play money, leave the setting out");
    }
  }

  /** These two are fixed when the package is built, and whoever sets them at start is told, too. */
  private static boolean isOn(Settings settings, String name) {
    return Stream.of(settings.attempted(name), settings.text(name))
        .flatMap(Optional::stream)
        .anyMatch("true"::equalsIgnoreCase);
  }
}
