package io.siyu.coupon;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code updateCouponTemplate} needs. */
@Input("UpdateCouponTemplateInput")
@Description("What to change of an offer; what is left out stays. Issued copies keep their terms.")
public record UpdateCouponTemplateInput(
    @NonNull @Id @Description("Which offer.") String templateId,
    @Description("Its name, 1–60 characters; of copies issued from now on.") String name,
    @Description("How many copies there are, 1–10,000,000, never fewer than were issued (总量).")
        Integer total,
    @Description("How many copies one member may have, 1–1000 (每人限领).") Integer perMemberLimit,
    @Description("Copies are issued from this instant on.") Instant issueFrom,
    @Description("Copies are issued until just before this instant.") Instant issueUntil,
    @Description("True to issue copies without end, instead of `issueUntil`.") Boolean withoutEnd,
    @Description("True to switch the offer off, false to switch it on again (停用).")
        Boolean disabled,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
