package io.siyu.points;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Points that a member has earned. What it is for is named by business type, business id and kind:
 * the same three earn once, whatever is replayed.
 *
 * @param points 1 to {@value #MAX_POINTS}
 * @param businessType what kind of thing was done, e.g. {@code CHECK_IN}; at most 40 characters
 * @param businessId which one of them; at most 80 characters
 * @param kind tells several earnings of one thing apart, e.g. {@code BASE} and {@code STREAK_BONUS}
 * @param availableAt null = spendable at once; a later instant = pending until then; {@link
 *     #UNTIL_ACTIVATED} = pending until {@link PointsLedger#activate}
 * @param expiresAt null = never; {@link RuleEarnings} knows it for every rule
 */
public record Earning(
    UUID member,
    long points,
    String businessType,
    String businessId,
    String kind,
    Instant availableAt,
    Instant expiresAt) {

  /** The most that one earning may bring; a bigger one is a defect of the caller. */
  public static final long MAX_POINTS = 10_000_000;

  /** As {@code availableAt}: nobody knows yet when, e.g. not before the order completes. */
  public static final Instant UNTIL_ACTIVATED = Instant.MAX;

  private static final Set<String> RESERVED_KINDS =
      Arrays.stream(PointsOperation.values())
          .filter(operation -> operation != PointsOperation.EARN)
          .map(Enum::name)
          .collect(Collectors.toUnmodifiableSet());

  public Earning {
    if (points < 1 || points > MAX_POINTS) {
      throw new IllegalArgumentException("An earning has 1 to " + MAX_POINTS + " points.");
    }
    if (RESERVED_KINDS.contains(kind)) {
      throw new IllegalArgumentException("This kind is the ledger's own: " + kind);
    }
  }

  /** Spendable at once. */
  public static Earning active(
      UUID member,
      long points,
      String businessType,
      String businessId,
      String kind,
      Instant expiresAt) {
    return new Earning(member, points, businessType, businessId, kind, null, expiresAt);
  }

  /** Promised; spendable from {@link PointsLedger#activate} on, which may put off the end. */
  public static Earning pending(
      UUID member,
      long points,
      String businessType,
      String businessId,
      String kind,
      Instant expiresAt) {
    return new Earning(member, points, businessType, businessId, kind, UNTIL_ACTIVATED, expiresAt);
  }
}
