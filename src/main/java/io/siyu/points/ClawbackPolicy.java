package io.siyu.points;

/** What happens to earned points whose cause is undone when they have been spent meanwhile. */
public enum ClawbackPolicy {
  /** Points that were already spendable stay with the member. */
  ONLY_PENDING,
  /** Taken from the balance as far as it goes; the rest is forgone. */
  WITHIN_BALANCE,
  /** Taken from the balance; the rest becomes debt, which future earnings repay first. */
  DEBT;

  /**
   * @param enjoyed points that were earned and did not expire unused
   * @param balance what the member has now
   * @return how many are taken back; what the balance does not cover becomes debt
   */
  long taken(long enjoyed, long balance) {
    return switch (this) {
      case ONLY_PENDING -> 0;
      case WITHIN_BALANCE -> Math.min(enjoyed, balance);
      case DEBT -> enjoyed;
    };
  }
}
