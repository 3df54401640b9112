package io.siyu.kernel;

/**
 * An amount of CNY in fen (分, a hundredth of a yuan). Never a fraction, never a floating point
 * number; every operation that leaves the range of {@code long} throws {@link ArithmeticException}
 * instead of wrapping.
 *
 * @param fen the amount in fen; negative amounts are differences, never prices
 */
public record Money(long fen) implements Comparable<Money> {

  /** The only currency of a Siyu deployment. */
  public static final String CURRENCY = "CNY";

  public static final Money ZERO = new Money(0);

  /** The largest amount that the API can carry: GraphQL's {@code Int}. */
  public static final long MAX_API_FEN = Integer.MAX_VALUE;

  public static Money ofFen(long fen) {
    return fen == 0 ? ZERO : new Money(fen);
  }

  public Money plus(Money other) {
    return ofFen(Math.addExact(fen, other.fen));
  }

  public Money minus(Money other) {
    return ofFen(Math.subtractExact(fen, other.fen));
  }

  public Money times(long factor) {
    return ofFen(Math.multiplyExact(fen, factor));
  }

  public boolean isNegative() {
    return fen < 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(fen, other.fen);
  }
}
