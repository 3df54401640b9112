package io.siyu.points;

/**
 * The most points that one member can earn by a rule.
 *
 * @param perDay of the brand's calendar; null = no cap, here and below
 * @param perWeek from Monday on
 * @param perMonth of the calendar
 */
record EarnCaps(Integer perDay, Integer perWeek, Integer perMonth) {

  static final EarnCaps NONE = new EarnCaps(null, null, null);
}
