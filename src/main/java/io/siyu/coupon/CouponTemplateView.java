package io.siyu.coupon;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An offer as staff see it. */
@Type("CouponTemplate")
@Name("CouponTemplate")
@Description("An offer of which members get copies (优惠券模板), as staff see it.")
public record CouponTemplateView(
    @Ignore UUID templateId,
    @NonNull @Id @Description("The offer's id.") String id,
    @NonNull @Description("Its name, at most 60 characters.") String name,
    @NonNull @Description("What a copy takes off.") CouponTermsView terms,
    @Description("How many copies there are (总量).") int total,
    @Description("How many were issued, or set aside for codes (已发放).") int issued,
    @Description("How many copies one member may have (每人限领).") int perMemberLimit,
    @NonNull @Description("How copies may reach members.") List<@NonNull IssueWay> issueWays,
    @Description("Level of the tier from which members may have one; 1 = everybody (等级门槛).")
        int minimumLevel,
    @Id @Description("Segment whose members alone may have one; null when it does not matter.")
        String segmentId,
    @Description("Whether only new members may have one (新人专享).") boolean newMembersOnly,
    @NonNull @Description("Copies are issued from this instant on.") Instant issueFrom,
    @Description("Copies are issued until just before this instant; null = without end.")
        Instant issueUntil,
    @Description("Copies are usable from this instant on; null when `validDays` counts instead.")
        Instant validFrom,
    @Description("Copies are usable until just before this instant; null when `validDays` counts.")
        Instant validTo,
    @Description("Copies are usable for so many days of 24 hours from their issue; or null.")
        Integer validDays,
    @Description("When staff switched it off: nothing is issued since; null = never (停用时间).")
        Instant disabledAt,
    @NonNull @Description("When it was made.") Instant createdAt) {}
