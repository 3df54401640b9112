package io.siyu.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Records the SQL statements that the application of this test sends, so that a list that is read
 * row by row is found out.
 */
public final class Statements implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger("org.hibernate.SQL");

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Level before = LOGGER.getLevel();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          seen.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private Statements() {
    LOGGER.setLevel(Level.FINE);
    LOGGER.addHandler(handler);
  }

  /** Records until it is closed. */
  public static Statements record() {
    return new Statements();
  }

  /**
   * @param part e.g. the table's name: jobs send statements of their own at the same time
   * @return those that contain it
   */
  public List<String> containing(String part) {
    return seen.stream().filter(statement -> statement.contains(part)).toList();
  }

  @Override
  public void close() {
    LOGGER.removeHandler(handler);
    LOGGER.setLevel(before);
  }
}
