package io.siyu.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the application says to PostgreSQL for one payment, as PostgreSQL's log has it, and a script
 * for pgbench that says the same for any other payment. Nothing of it is written by hand, so it
 * follows the application.
 *
 * @param script pays entry {@code :n} of chain {@code :c}
 * @param statements how many it has, BEGIN and COMMIT among them
 * @param messages that it leaves in the outbox
 */
record PaymentRecording(String script, int statements, long messages) {

  private static final long RELOAD_MILLIS = 500;

  /**
   * @param entry a single one
   * @param pay makes the application take note of its payment
   */
  static PaymentRecording of(
      BenchDatabase database, ChainPopulation population, PreparedEntries entry, Runnable pay)
      throws SQLException, IOException {
    Path log = database.directory().resolveSibling("log");
    logAll(database, true);
    long offset = Files.size(log);
    Instant begin = Instant.now();
    pay.run();
    population.verify(entry);
    List<String> lines = lines(log, offset);
    logAll(database, false);
    String number = String.valueOf(entry.first());
    List<RecordedStatement> statements =
        RecordedStatement.about(number, RecordedStatement.of(lines));
    String script =
        new ReplayScript(
                begin,
                number,
                Map.of(number, ":n", String.valueOf(entry.firstChain()), ":c"),
                database::parameterTypes)
            .of(statements);
    return new PaymentRecording(script, statements.size(), population.messages(entry));
  }

  private static void logAll(BenchDatabase database, boolean on) throws SQLException {
    database.execute(
        on ? "ALTER SYSTEM SET log_statement = 'all'" : "ALTER SYSTEM RESET log_statement");
    database.execute("SELECT pg_reload_conf()");
    try {
      // Sessions notice a signal, of which nobody says when it has come.
      Thread.sleep(RELOAD_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> lines(Path log, long offset) throws IOException {
    byte[] all = Files.readAllBytes(log);
    return new String(all, (int) offset, all.length - (int) offset, StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
