package io.siyu.kernel;

import java.util.List;

/**
 * A value that the client sent breaks a rule that it could have known. In a mutation it becomes a
 * user error with code {@code INVALID_INPUT} and the field's path; in a query it stays an error
 * with code {@code BAD_INPUT}.
 */
public class InvalidInput extends RequestFailure {

  private final List<String> field;

  /**
   * @param field path of the input field, e.g. {@code items, 0, quantity}
   * @param message says the rule, never the value
   */
  public InvalidInput(List<String> field, String message) {
    super(ErrorCategory.BAD_INPUT, message);
    this.field = List.copyOf(field);
  }

  public InvalidInput(String field, String message) {
    this(List.of(field), message);
  }

  public List<String> field() {
    return field;
  }
}
