package io.siyu.platform;

import io.siyu.platform.database.SqlFailures;
import java.util.concurrent.TimeoutException;

/**
 * What is kept of a failure of background work for operators to read. Exceptions of our own say
 * what they mean; the text of any other may carry class names, SQL or personal data, so it stays in
 * the log.
 */
public final class FailureText {

  private static final int MAX_LENGTH = 500;
  private static final String OWN_PACKAGE = "io.siyu.";

  private FailureText() {}

  public static String of(Throwable failure) {
    if (isOurs(failure) && failure.getMessage() != null) {
      String text = failure.getMessage();
      return text.substring(0, Math.min(text.length(), MAX_LENGTH));
    }
    if (failure instanceof TimeoutException
        || failure instanceof io.smallrye.mutiny.TimeoutException) {
      return "It took too long and was given up.";
    }
    return SqlFailures.isUnavailable(failure)
        ? "A system that it needs was not available."
        : "It failed unexpectedly; the log has the details.";
  }

  private static boolean isOurs(Throwable failure) {
    return failure.getClass().getName().startsWith(OWN_PACKAGE);
  }
}
