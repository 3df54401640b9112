package io.siyu.member;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A benefit of the member's tier, and what the member had of it. */
@Type("MemberBenefit")
@Name("MemberBenefit")
@Description("A benefit of the member's tier, and what became of it in the present period.")
public record MemberBenefit(
    @NonNull @Description("The benefit.") TierBenefit benefit,
    @Description(
            "The present period: a year (2026), a month (2026-02), or ONCE; null when it is a day.")
        String period,
    @Description("Copies of the coupon given in the period; 0 when none yet.") int granted,
    @Description("When they were given, in UTC; null when none were yet.") Instant grantedAt,
    @Description("Whether today is the exclusive day (今日专属日).") boolean today) {}
