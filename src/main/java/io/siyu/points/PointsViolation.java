package io.siyu.points;

import java.util.UUID;

/**
 * A place where the ledger contradicts itself.
 *
 * @param detail the numbers that should agree
 */
public record PointsViolation(PointsRule rule, UUID member, String detail) {}
