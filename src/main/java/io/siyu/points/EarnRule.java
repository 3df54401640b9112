package io.siyu.points;

import java.time.LocalDate;

/**
 * How something earns points.
 *
 * @param enabled whether it earns anything
 * @param points per occurrence; for PURCHASE per full yuan, times the tier's multiplier
 * @param streakDays every so many days in a row bring the bonus; 0 = none
 * @param streakBonus points beside those of the day
 */
record EarnRule(
    EarnRuleCode code,
    boolean enabled,
    int points,
    int streakDays,
    int streakBonus,
    EarnCaps caps,
    EarnExpiry expiry) {

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
    return expiry.lastDay(earnedOn);
  }
}
