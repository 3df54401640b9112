package io.siyu.points;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A member's check-in of one day.
 *
 * @param day in the brand's zone
 * @param streak days in a row, this one included
 * @param points earned by it, bonus included
 */
record CheckIn(UUID id, LocalDate day, int streak, int points) {}
