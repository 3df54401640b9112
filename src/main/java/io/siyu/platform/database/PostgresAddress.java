package io.siyu.platform.database;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a database lies, without any credentials of the URL that says so. Source: PostgreSQL's
 * documentation, "Connection URIs", and that of its JDBC driver, "Connecting to the Database".
 *
 * @param servers each with its port
 * @param database its name
 */
record PostgresAddress(Set<String> servers, String database) {

  private static final Pattern JDBC =
      Pattern.compile("jdbc:(?:otel:)?postgresql://([^/?@]*)/([^/?]+)(?:\\?.*)?");
  private static final Pattern REACTIVE =
      Pattern.compile(
          "(?:vertx-reactive:)?postgres(?:ql)?://(?:([^/?]*)@)?([^/?@]+)/([^/?]+)(?:\\?.*)?");
  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._%-]+)(?::([0-9]{1,5}))?");
  private static final String DEFAULT_HOST = "localhost";
  private static final String DEFAULT_PORT = "5432";
  private static final int LARGEST_PORT = 65_535;

  static Optional<PostgresAddress> ofJdbc(String url) {
    Matcher matcher = JDBC.matcher(url);
    return matcher.matches() ? of(matcher.group(1), matcher.group(2)) : Optional.empty();
  }

  /**
   * @param urls one, or several servers of one database, separated by commas
   */
  static Optional<PostgresAddress> ofReactive(String urls) {
    PostgresAddress all = null;
    for (String url : urls.split(",")) {
      Matcher matcher = REACTIVE.matcher(url.strip());
      Optional<PostgresAddress> one =
          matcher.matches() ? of(matcher.group(2), matcher.group(3)) : Optional.empty();
      if (one.isEmpty() || (all != null && !all.database.equals(one.get().database))) {
        return Optional.empty();
      }
      all = all == null ? one.get() : all.and(one.get());
    }
    return Optional.ofNullable(all);
  }

  private PostgresAddress and(PostgresAddress other) {
    Set<String> both =
        Stream.of(servers, other.servers)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());
    return new PostgresAddress(both, database);
  }

  private static Optional<PostgresAddress> of(String servers, String database) {
    Set<String> read =
        Arrays.stream((servers.isEmpty() ? DEFAULT_HOST : servers).split(",", -1))
            .map(PostgresAddress::server)
            .collect(Collectors.toSet());
    return read.contains("") ? Optional.empty() : Optional.of(new PostgresAddress(read, database));
  }

  /** Empty when it is none. */
  private static String server(String text) {
    Matcher matcher = SERVER.matcher(text);
    if (!matcher.matches()) {
      return "";
    }
    String port = matcher.group(2) == null ? DEFAULT_PORT : matcher.group(2);
    int number = Integer.parseInt(port);
    return number < 1 || number > LARGEST_PORT ? "" : matcher.group(1) + ":" + number;
  }

  /** For people: server and port, and the name of the database. */
  @Override
  public String toString() {
    return servers.stream().sorted().collect(Collectors.joining(",")) + "/" + database;
  }
}
