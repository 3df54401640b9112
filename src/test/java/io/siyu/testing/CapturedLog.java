package io.siyu.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Everything that any logger says, down to the finest level, with stack traces. */
public final class CapturedLog extends Handler implements AutoCloseable {

  /** The test's own server and client see the secret by design, and talk about it. */
  private static final List<String> OF_THE_TEST =
      List.of(
          "org.eclipse.jetty",
          "com.github.tomakehurst",
          "org.wiremock",
          "wiremock",
          "jdk.httpclient");

  private final Logger root = Logger.getLogger("");
  private final Level levelBefore = root.getLevel();
  private final Handler[] handlersBefore = root.getHandlers();
  private final List<Logger> ofTheTest = OF_THE_TEST.stream().map(Logger::getLogger).toList();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public CapturedLog() {
    setLevel(Level.ALL);
    ofTheTest.forEach(logger -> logger.setLevel(Level.OFF));
    // Thousands of lines of the finest level would only bury the test's own output.
    for (Handler handler : handlersBefore) {
      root.removeHandler(handler);
    }
    root.addHandler(this);
    root.setLevel(Level.ALL);
  }

  @Override
  public void publish(LogRecord record) {
    StringWriter line = new StringWriter();
    line.append(record.getLevel().getName()).append(' ').append(record.getLoggerName()).append(' ');
    line.append(ExtLogRecord.wrap(record).getFormattedMessage());
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(new PrintWriter(line, true));
    }
    lines.add(line.toString());
  }

  public List<String> lines() {
    return lines;
  }

  public List<String> linesOf(Class<?> type) {
    return lines.stream().filter(line -> line.contains(' ' + type.getName() + ' ')).toList();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.setLevel(levelBefore);
    root.removeHandler(this);
    for (Handler handler : handlersBefore) {
      root.addHandler(handler);
    }
    ofTheTest.forEach(logger -> logger.setLevel(null));
  }
}
