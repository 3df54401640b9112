package io.siyu.kernel;

import java.util.List;
import java.util.Map;

/**
 * A business rule says no, and the client is expected to handle it. Thrown inside the transaction,
 * so that everything rolls back; the Api turns it into a user error of its own enum. Codes that
 * cross features carry the same name in both enums.
 */
public class Refusal extends RuntimeException {

  /** Every feature's code enum has these two beside its own. */
  public static final String INVALID_INPUT = "INVALID_INPUT";

  public static final String IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED";

  private final String code;
  private final List<String> field;
  private final transient Map<String, Object> facts;

  private Refusal(String code, List<String> field, String message, Map<String, Object> facts) {
    super(message, null, false, false);
    this.code = code;
    this.field = List.copyOf(field);
    this.facts = Map.copyOf(facts);
  }

  public static Refusal of(Enum<?> code, String message, String... field) {
    return new Refusal(code.name(), List.of(field), message, Map.of());
  }

  /** For the codes that every feature shares. */
  public static Refusal shared(String code, String message, String... field) {
    return new Refusal(code, List.of(field), message, Map.of());
  }

  /** Adds a useful fact, such as what is left or when it opens. */
  public Refusal with(String name, Object value) {
    Map<String, Object> more = new java.util.HashMap<>(facts);
    more.put(name, value);
    return new Refusal(code, field, getMessage(), more);
  }

  public String code() {
    return code;
  }

  /**
   * @return the code in the caller's own enum
   * @throws IllegalArgumentException when the enum lacks it: a defect, found by the feature's tests
   */
  public <E extends Enum<E>> E codeAs(Class<E> type) {
    return Enum.valueOf(type, code);
  }

  public List<String> field() {
    return field;
  }

  public Map<String, Object> facts() {
    return facts;
  }
}
