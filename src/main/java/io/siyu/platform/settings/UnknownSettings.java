package io.siyu.platform.settings;

import io.smallrye.config.SmallRyeConfig;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings that are given but that nobody reads: most likely misspelt, and what they were meant to
 * change would silently stay as it is.
 */
final class UnknownSettings {

  private static final String PREFIX = "siyu.";
  private static final String ENVIRONMENT_PREFIX = "SIYU_";

  /** More than this many changed characters are another word. */
  private static final int LARGEST_SLIP = 4;

  /**
   * Kubernetes puts these into every container beside a Service called siyu or siyu-something:
   * SIYU_SERVICE_HOST, SIYU_PORT, SIYU_PORT_8080_TCP_ADDR, SIYU_SERVICE_PORT_HTTP.
   */
  private static final Pattern OF_THE_CLUSTER =
      Pattern.compile(
          "SIYU(_[A-Z0-9_]+)?_(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)"
              + "|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

  private UnknownSettings() {}

  /**
   * @param test whether the JVM of tests is asked, in which tests and the build have properties of
   *     their own
   * @return what is wrong with each of them, by name
   */
  static Map<String, String> find(SmallRyeConfig config, Set<String> known, boolean test) {
    Map<String, String> found = new LinkedHashMap<>();
    Map<String, String> variables =
        known.stream()
            .collect(Collectors.toMap(Settings::environmentName, name -> name, (a, b) -> a));
    Set<String> groups = groups(known);
    for (String name : new TreeSet<>(names(config))) {
      if (name.startsWith(PREFIX)) {
        boolean strange =
            !known.contains(withoutIndex(name))
                && !variables.containsKey(Settings.environmentName(name));
        if (strange
            && (!test || groups.stream().anyMatch(name::startsWith))
            && !isCopyOfVariable(config, name)) {
          found.put(name, nearest(name, known));
        }
      }
    }
    for (String variable : new TreeSet<>(System.getenv().keySet())) {
      variable(variable, variables, groups).ifPresent(text -> found.put(variable, text));
    }
    return found;
  }

  /** A variable is none of Siyu's settings if it does not look like any of them. */
  static Optional<String> variable(
      String variable, Map<String, String> variables, Set<String> groups) {
    if (!variable.startsWith(ENVIRONMENT_PREFIX)
        || variables.containsKey(variable)
        || OF_THE_CLUSTER.matcher(variable).matches()) {
      return Optional.empty();
    }
    String close = closest(variable, variables.keySet());
    boolean inGroup = groups.stream().map(Settings::environmentName).anyMatch(variable::startsWith);
    return inGroup || distance(variable, close) <= LARGEST_SLIP
        ? Optional.of("is no setting; did you mean " + close + "?")
        : Optional.empty();
  }

  private static String nearest(String name, Set<String> known) {
    return "is no setting; did you mean " + closest(name, known) + "?";
  }

  private static Set<String> names(SmallRyeConfig config) {
    Set<String> names = new TreeSet<>();
    config.getPropertyNames().forEach(names::add);
    return names;
  }

  /** The configuration lists a variable under the name that it might stand for, too. */
  private static boolean isCopyOfVariable(SmallRyeConfig config, String name) {
    String source = config.getConfigValue(name).getSourceName();
    return source != null && source.startsWith("EnvConfigSource");
  }

  /** {@code siyu.jobs.} of {@code siyu.jobs.lease}. */
  static Set<String> groups(Set<String> known) {
    return known.stream()
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(0, name.indexOf('.', PREFIX.length()) + 1))
        .collect(Collectors.toSet());
  }

  private static String withoutIndex(String name) {
    return name.replaceAll("\\[\\d+]$", "");
  }

  static String closest(String name, Set<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(other -> distance(name, other))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Characters to insert, remove or change on the way from one text to the other. */
  static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int column = 0; column < above.length; column++) {
      above[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] current = new int[other.length() + 1];
      current[0] = row;
      for (int column = 1; column < current.length; column++) {
        int change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(above[column - 1] + change, Math.min(above[column], current[column - 1]) + 1);
      }
      above = current;
    }
    return above[other.length()];
  }
}
