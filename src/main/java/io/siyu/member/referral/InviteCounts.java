package io.siyu.member.referral;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Type;

/** How many invites are in which state. */
@Type("InviteCounts")
@Name("InviteCounts")
@Description("How many of the member's invites are in which state (邀请统计).")
public record InviteCounts(
    @Description("Registered, and not yet qualified.") int registered,
    @Description("Qualified.") int qualified,
    @Description("Reversed.") int reversed) {}
