package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code saveJoinBenefit} needs. */
@Input("SaveJoinBenefitInput")
@Description("What members get for joining a community; instead of what they got so far.")
public record SaveJoinBenefitInput(
    @NonNull @Id @Description("The community.") String communityId,
    @NonNull @Id @Description("The offer, which staff must be able to grant.") String templateId,
    @Description("Hours after joining at which a member who is still there gets it, 0–720.")
        int delayHours,
    @Description("False to give none for now.") boolean active,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
