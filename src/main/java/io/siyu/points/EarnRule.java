package io.siyu.points;

import java.time.LocalDate;

/**
 * How something earns points.
 *
 * @param points per occurrence; for PURCHASE per full yuan, times the tier's multiplier
 * @param streakDays every so many days in a row bring the bonus; 0 = none
 * @param streakBonus points beside those of the day
 * @param expiryMonths how long the points last; 0 = for ever
 */
record EarnRule(
    String code,
    int points,
    int streakDays,
    int streakBonus,
    int expiryMonths,
    ExpiryRounding expiryRounding) {

  /**
   * @param streak days in a row, this one included
   */
  int bonusAt(int streak) {
    return streakDays > 0 && streak % streakDays == 0 ? streakBonus : 0;
  }

  /**
   * @return the last day on which points earned on this day can be spent; null = no such day
   */
  LocalDate lastDay(LocalDate earnedOn) {
    return expiryMonths == 0 ? null : expiryRounding.round(earnedOn.plusMonths(expiryMonths));
  }
}
