package io.siyu.member;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** For how long a member has the tier, and what keeps it. */
@Type("TierPeriod")
@Name("TierPeriod")
@Description("For how long the member has the tier (等级有效期), and what keeps it (保级).")
public record TierPeriodView(
    @NonNull @Description("From when growth counts towards keeping the tier, in UTC.")
        Instant startedAt,
    @NonNull @Description("When the period ends, exclusive, in UTC: midnight of the brand's zone.")
        Instant endsAt,
    @Description("Growth earned in it, less what was taken back in it; 0 or more.")
        int earnedGrowth,
    @Description("Growth of the period that keeps the tier for another.") int keepGrowth,
    @Description("Growth still missing for that; 0 when the tier is kept.") int missingGrowth,
    @NonNull @Description("What happens at its end to one who did not earn it.")
        TierPeriodEndPolicy policy) {

  static TierPeriodView of(
      Instant startedAt, Instant endsAt, long earned, long keep, TierPeriodEndPolicy policy) {
    return new TierPeriodView(
        startedAt,
        endsAt,
        Math.toIntExact(earned),
        Math.toIntExact(keep),
        Math.toIntExact(Math.max(0, keep - earned)),
        policy);
  }
}
