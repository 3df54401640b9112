package io.siyu.kernel;

/** The closed set of {@code extensions.code} values that a client can meet in {@code errors}. */
public enum ErrorCategory {
  /** No valid access token: log in or refresh. */
  UNAUTHENTICATED,
  /** Logged in, but the role does not allow it. */
  FORBIDDEN,
  /** The object does not exist, or belongs to someone else. */
  NOT_FOUND,
  /** The request itself is wrong; repeating it unchanged is useless. */
  BAD_INPUT,
  /** Too much at once: smaller document, or later. */
  LIMIT_EXCEEDED,
  /** A part that Siyu needs is away for the moment; repeat later. */
  UNAVAILABLE,
  /** A defect of Siyu's; the trace id leads operators to the log. */
  INTERNAL
}
