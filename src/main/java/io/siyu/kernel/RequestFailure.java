package io.siyu.kernel;

import java.util.Objects;

/**
 * The request as a whole cannot be answered. Becomes an entry of {@code errors} with the category
 * as its code; the message is shown to the client and therefore never repeats what the client sent.
 */
public class RequestFailure extends RuntimeException {

  private final ErrorCategory category;

  public RequestFailure(ErrorCategory category, String message) {
    super(message, null, false, false);
    this.category = Objects.requireNonNull(category);
  }

  public ErrorCategory category() {
    return category;
  }

  public static RequestFailure notFound(String what) {
    return new RequestFailure(ErrorCategory.NOT_FOUND, what + " not found.");
  }

  public static RequestFailure unauthenticated(String message) {
    return new RequestFailure(ErrorCategory.UNAUTHENTICATED, message);
  }

  public static RequestFailure forbidden(String message) {
    return new RequestFailure(ErrorCategory.FORBIDDEN, message);
  }

  public static RequestFailure unavailable(String message) {
    return new RequestFailure(ErrorCategory.UNAVAILABLE, message);
  }

  public static RequestFailure limitExceeded(String message) {
    return new RequestFailure(ErrorCategory.LIMIT_EXCEEDED, message);
  }
}
