package io.siyu.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator, on the measured database. */
final class PgBench {

  private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+) ");
  private static final Pattern PROCESSED =
      Pattern.compile("(?m)^number of transactions actually processed: (\\d+)");

  /**
   * @param perSecond transactions, without the time to connect
   */
  record Result(long transactions, double perSecond) {}

  private final URI database;
  private final String user;
  private final int clients;

  /**
   * @param settings of the server that uses the same database
   * @param clients connections, each a client
   */
  PgBench(Map<String, String> settings, int clients) {
    this.database = URI.create(settings.get("quarkus.datasource.reactive.url"));
    this.user = settings.get("quarkus.datasource.username");
    this.clients = clients;
  }

  /**
   * @throws IllegalStateException saying what to install when there is none
   */
  static String version() {
    try {
      return run(List.of("pgbench", "--version")).strip();
    } catch (UncheckedIOException missing) {
      throw new IllegalStateException(
          "pgbench is not on the path. Install the package postgresql-contrib (Debian, Ubuntu,"
              + " Fedora) or postgresql (Homebrew); 14 or later.");
    }
  }

  /**
   * @param amount {@code -t} transactions of each client, or {@code -T} seconds
   */
  Result run(Path script, String... amount) {
    List<String> command = new ArrayList<>(List.of("pgbench", "-n", "-M", "prepared"));
    command.addAll(List.of("-h", database.getHost(), "-p", String.valueOf(database.getPort())));
    command.addAll(List.of("-U", user, "-c", String.valueOf(clients), "-j", "2", "-D", "i=-1"));
    command.addAll(List.of(amount));
    command.addAll(List.of("-f", script.toString(), database.getPath().substring(1)));
    String output = run(command);
    return new Result(
        Long.parseLong(found(PROCESSED, output)), Double.parseDouble(found(RATE, output)));
  }

  private static String found(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException("pgbench said: " + output);
    }
    return matcher.group(1);
  }

  private static String run(List<String> command) {
    try {
      Path errors = Files.createTempFile("pgbench", ".log");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes());
      int code = process.waitFor();
      String said = Files.readString(errors);
      Files.delete(errors);
      if (code != 0) {
        throw new IllegalStateException("pgbench ended with " + code + ": " + output + said);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
