package io.siyu.points;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Points of a member that end with the same day.
 *
 * @param lastDay on which they can be spent, in the brand's zone
 * @param endsAt the instant from which the first of them cannot be spent
 * @param points at least 1
 */
public record ExpiringPoints(UUID member, LocalDate lastDay, Instant endsAt, long points) {}
