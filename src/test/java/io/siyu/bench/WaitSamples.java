package io.siyu.bench;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks several times a second at what PostgreSQL's sessions are doing. */
final class WaitSamples implements AutoCloseable {

  private static final long PAUSE_MILLIS = 100;
  private static final int SHOWN = 4;
  private static final String SAMPLE =
      """
      SELECT CASE WHEN state LIKE 'idle in transaction%' THEN 'the client'
                  WHEN wait_event IS NULL THEN 'nothing'
                  ELSE wait_event_type || ' ' || wait_event END, count(*)
      FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' AND state <> 'idle'
        AND pid <> pg_backend_pid()
      GROUP BY 1""";

  private final BenchDatabase database;
  private final Map<String, Long> sessions = new HashMap<>();
  private final Thread thread = new Thread(this::sample, "wait-samples");
  private volatile boolean ended;
  private int samples;

  WaitSamples(Map<String, String> settings) throws SQLException {
    database = new BenchDatabase(settings);
    thread.start();
  }

  private void sample() {
    try {
      while (!ended) {
        for (List<String> row : database.rows(SAMPLE)) {
          sessions.merge(row.get(0), Long.parseLong(row.get(1)), Long::sum);
        }
        samples++;
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @return what most sessions waited for, with their average number
   */
  String end() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return sessions.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(SHOWN)
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "%s %.1f", entry.getKey(), (double) entry.getValue() / samples))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() throws SQLException {
    end();
    database.close();
  }
}
