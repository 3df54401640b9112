package io.siyu.platform.settings;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SecretKeys;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings as they were given, and the problems found in them. Every problem is one line that
 * names the setting and its environment variable, and says what is wrong and what to do.
 *
 * <p>A line repeats a value only if it could be read as what it ought to be, so that a password
 * that got into the wrong variable is not shown.
 */
public final class Settings {

  /** Decides what an instance is for, and with it which settings it needs. */
  public static final String MIGRATION_MODE = "siyu.migration.mode";

  private static final String EMPTY = "is empty; give it a value, or leave it out";
  private static final String UNKNOWN_REFERENCE =
      "refers by ${...} to a setting that does not exist; give that one a value, or write \\${ where"
          + " the two characters are meant";
  private static final List<String> TRUE = List.of("true", "yes", "y", "on", "1");
  private static final List<String> FALSE = List.of("false", "no", "n", "off", "0");

  private final SmallRyeConfig config;
  private final Map<String, String> known = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private boolean incomplete;

  private Settings(SmallRyeConfig config) {
    this.config = config;
  }

  /**
   * @param checks of all packages: a setting that none of them reads counts as misspelt
   * @return one line for each problem, in the order of the checks
   */
  public static List<String> problems(SmallRyeConfig config, List<? extends SettingsCheck> checks) {
    // Secret settings can be read in here only.
    return SecretKeys.doUnlocked(
        () -> {
          Settings settings = read(config, checks);
          if (!settings.incomplete) {
            UnknownSettings.find(config, settings.known.keySet(), settings.isTest())
                .forEach(settings::problem);
          }
          return List.copyOf(settings.problems);
        });
  }

  /** What may be given: the name of each setting, with its range in words, or an empty text. */
  public static Map<String, String> ranges(
      SmallRyeConfig config, List<? extends SettingsCheck> checks) {
    return SecretKeys.doUnlocked(() -> Map.copyOf(read(config, checks).known));
  }

  private static Settings read(SmallRyeConfig config, List<? extends SettingsCheck> checks) {
    Settings settings = new Settings(config);
    boolean all = !settings.isOnlyMigrating();
    for (SettingsCheck check : checks) {
      if (settings.incomplete) {
        break;
      }
      int before = settings.problems.size();
      check.check(settings);
      if (!all && !check.concernsMigration()) {
        settings.problems.subList(before, settings.problems.size()).clear();
      }
    }
    return settings;
  }

  /** Whether this process migrates the database and ends, for which it needs nothing else. */
  public boolean isOnlyMigrating() {
    String mode = config.getConfigValue(MIGRATION_MODE).getValue();
    return mode != null && mode.strip().equalsIgnoreCase("ONLY");
  }

  /** Whether real members and real money are about to be served. */
  public boolean isProduction() {
    return config.getProfiles().contains("prod");
  }

  /** As they were chosen, for instance {@code prod}. */
  public List<String> profiles() {
    return config.getProfiles();
  }

  private boolean isTest() {
    return config.getProfiles().contains("test");
  }

  /** The value, stripped; empty when it is missing, blank or in itself broken. */
  public Optional<String> text(String name) {
    known.putIfAbsent(name, "");
    return raw(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  /** Like {@link #text}, but reports a value that is missing or blank. */
  public Optional<String> required(String name, String whatToDo) {
    int before = problems.size();
    Optional<String> value = text(name);
    if (value.isEmpty() && problems.size() == before) {
      problem(name, "is missing; " + whatToDo);
    }
    return value;
  }

  /** A length of time, such as 30s. */
  public Optional<Duration> duration(String name, String least, String most) {
    known.put(name, least + " to " + most);
    Optional<Duration> value =
        given(name)
            .flatMap(
                text ->
                    converted(
                        name,
                        text,
                        Duration.class,
                        "no length of time; "
                            + "write a number and a unit, such as 500ms, 30s, 15m, 24h or 7d"));
    value
        .filter(length -> !isWithin(length, duration(least), duration(most)))
        .ifPresent(length -> outside(name, least, most));
    return value;
  }

  /** Several lengths of time, separated by commas; empty if one of them is none. */
  public Optional<List<Duration>> durations(String name, String range, String whatToDo) {
    known.put(name, range);
    return given(name)
        .flatMap(
            text -> {
              int before = problems.size();
              List<Duration> lengths = new ArrayList<>();
              for (String item : text.split(",")) {
                if (problems.size() == before) {
                  converted(name, item, Duration.class, whatToDo).ifPresent(lengths::add);
                }
              }
              return problems.size() == before ? Optional.of(lengths) : Optional.empty();
            });
  }

  /** A whole number. */
  public Optional<Long> number(String name, long least, long most) {
    known.put(name, least + " to " + most);
    Optional<Long> value =
        given(name)
            .flatMap(
                text ->
                    converted(
                        name,
                        text,
                        Long.class,
                        "no whole number; write one from " + least + " to " + most));
    value
        .filter(number -> number < least || number > most)
        .ifPresent(number -> outside(name, String.valueOf(least), String.valueOf(most)));
    return value;
  }

  /** True or false. What the configuration would take for false without a word is a problem. */
  public Optional<Boolean> flag(String name) {
    known.put(name, "true or false");
    return given(name)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .flatMap(
            text -> {
              if (TRUE.contains(text) || FALSE.contains(text)) {
                return Optional.of(TRUE.contains(text));
              }
              problem(name, "is neither true nor false; write one of the two");
              return Optional.empty();
            });
  }

  /** One of the values of an enum, in upper or lower case. */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    String choices =
        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    known.put(name, choices);
    return given(name)
        .flatMap(
            text -> converted(name, text, type, "none of its values; write one of " + choices));
  }

  /**
   * Anything that the configuration can turn into the type.
   *
   * @param whatToDo completes "is ", such as "no zone; write one like Asia/Shanghai"
   */
  public <T> Optional<T> value(String name, Class<T> type, String range, String whatToDo) {
    known.put(name, range);
    return given(name).flatMap(text -> converted(name, text, type, whatToDo));
  }

  /**
   * What was given for a setting that is fixed when the package is built: it has no effect, and
   * whoever gave it expects one. {@link #text} has what is in effect.
   */
  public Optional<String> attempted(String name) {
    return FixedSettings.attempted(config, name);
  }

  /** Announces a setting that is read elsewhere. */
  public void known(String name) {
    known.putIfAbsent(name, "");
  }

  /**
   * @param what follows the name: "is missing; …". It must not quote anything secret.
   */
  public void problem(String name, String what) {
    problems.add(named(name) + " " + what);
  }

  /** A problem that hides settings: what else is missing would only look so, and is not told. */
  public void hidingProblem(String name, String what) {
    problem(name, what);
    incomplete = true;
  }

  /** A setting as people look for it: by name and as environment variable. */
  public static String named(String name) {
    String variable = environmentName(name);
    return name.equals(variable) || name.startsWith("-") ? name : name + " (" + variable + ")";
  }

  static String environmentName(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** Given, and not blank; the configuration takes blank for an error, unless it is optional. */
  private Optional<String> given(String name) {
    Optional<String> raw = raw(name);
    if (raw.isPresent() && raw.get().isBlank()) {
      problem(name, EMPTY);
      return Optional.empty();
    }
    return raw.map(String::strip);
  }

  private Optional<String> raw(String name) {
    try {
      ConfigValue value = config.getConfigValue(name);
      if (value.hasProblems()) {
        problem(name, UNKNOWN_REFERENCE);
        return Optional.empty();
      }
      return Optional.ofNullable(value.getValue());
    } catch (IllegalArgumentException | java.util.NoSuchElementException unreadable) {
      problem(name, "cannot be resolved; give it a plain value");
      return Optional.empty();
    }
  }

  private <T> Optional<T> converted(String name, String text, Class<T> type, String whatToDo) {
    try {
      T value = config.requireConverter(type).convert(text);
      if (value != null) {
        return Optional.of(value);
      }
    } catch (RuntimeException unreadable) {
      // Its message quotes the value.
    }
    problem(name, "is " + whatToDo);
    return Optional.empty();
  }

  /** Repeats the value as it was written: it was read as a number or a length of time. */
  private void outside(String name, String least, String most) {
    String value = raw(name).orElse("").strip();
    problem(name, "is " + value + "; it must be from " + least + " to " + most);
  }

  private Duration duration(String text) {
    return config.requireConverter(Duration.class).convert(text);
  }

  private static boolean isWithin(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }
}
