package io.siyu.platform.database;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import java.util.Set;

/** Tells what PostgreSQL's SQLSTATE means for us (PostgreSQL documentation, Appendix A). */
public final class SqlFailures {

  private static final Set<String> RETRYABLE = Set.of("40001", "40P01");
  private static final String UNIQUE_VIOLATION = "23505";

  private static final String IDLE_IN_TRANSACTION = "25P03";

  private SqlFailures() {}

  /** Deadlock or serialization failure: nothing was done, the same work may succeed at once. */
  public static boolean isRetryable(Throwable failure) {
    String state = sqlState(failure);
    return state != null && RETRYABLE.contains(state);
  }

  /** The statement itself was refused (data exception or constraint): nothing was committed. */
  public static boolean isRejected(Throwable failure) {
    String state = sqlState(failure);
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }

  public static boolean isUniqueViolation(Throwable failure, String constraint) {
    return UNIQUE_VIOLATION.equals(sqlState(failure)) && mentions(failure, constraint);
  }

  /**
   * The server is away, starting, stopping or out of connections, or a statement ran out of time.
   */
  public static boolean isUnavailable(Throwable failure) {
    String state = sqlState(failure);
    if (state != null) {
      return state.startsWith("08")
          || state.startsWith("53")
          || state.startsWith("57")
          || state.equals("55P03")
          || state.equals(IDLE_IN_TRANSACTION);
    }
    for (Throwable t = failure; t != null; t = next(t)) {
      if (t instanceof java.net.ConnectException
          || t instanceof VertxException
          || t instanceof java.util.concurrent.TimeoutException
          || t instanceof java.nio.channels.ClosedChannelException
          || isBare(t)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What is neither an exception nor an error is taken for no failure by GraphQL: whoever asked
   * would be answered null, as if there were nothing.
   */
  static Throwable asException(Throwable failure) {
    return isBare(failure) ? new VertxException(failure) : failure;
  }

  /** So the driver tells of a connection that ended between two statements. */
  private static boolean isBare(Throwable failure) {
    return !(failure instanceof Exception || failure instanceof Error);
  }

  /** What PostgreSQL said, as a code that quotes nothing; null when it was not PostgreSQL. */
  public static String sqlState(Throwable failure) {
    for (Throwable t = failure; t != null; t = next(t)) {
      if (t instanceof DatabaseException e) {
        return e.getSqlState();
      }
      if (t instanceof SQLException e && e.getSQLState() != null) {
        return e.getSQLState();
      }
    }
    return null;
  }

  private static boolean mentions(Throwable failure, String constraint) {
    for (Throwable t = failure; t != null; t = next(t)) {
      if (t.getMessage() != null && t.getMessage().contains(constraint)) {
        return true;
      }
    }
    return false;
  }

  private static Throwable next(Throwable t) {
    return t.getCause() == t ? null : t.getCause();
  }
}
