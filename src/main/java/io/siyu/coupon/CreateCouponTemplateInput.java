package io.siyu.coupon;

import io.siyu.catalog.ProductView;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Numbers;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code createCouponTemplate} needs. */
@Input("CreateCouponTemplateInput")
@Description("A new offer (优惠券模板). What its kind does not use is left out.")
public record CreateCouponTemplateInput(
    @NonNull @Description("Its name, 1–60 characters.") String name,
    @NonNull @Description("What it takes off.") CouponKind kind,
    @Description("Amount of the goods from which it can be used, in fen; 0 unless given (门槛).")
        Integer thresholdFen,
    @Description("What FIXED_OFF and NO_THRESHOLD take off, in fen, at least 1.")
        Integer amountOffFen,
    @Description("What PERCENT_OFF takes off, 1–99.") Integer percentOff,
    @Description("The most that PERCENT_OFF takes off, in fen, at least 1; no cap unless given.")
        Integer capFen,
    @Id @DefaultValue("[]") @Description("Products it is good for, at most 200; all unless given.")
        List<@NonNull String> productIds,
    @Description("How many copies there are, 1–10,000,000 (总量).") int total,
    @Description("How many copies one member may have, 1–1000 (每人限领).") int perMemberLimit,
    @NonNull @Description("How copies may reach members, at least one way.")
        List<@NonNull IssueWay> issueWays,
    @Description("Copies are issued from this instant on; from now on unless given.")
        Instant issueFrom,
    @Description("Copies are issued until just before this instant; without end unless given.")
        Instant issueUntil,
    @Description("Copies are usable from this instant on; with `validTo`, instead of `validDays`.")
        Instant validFrom,
    @Description("Copies are usable until just before this instant.") Instant validTo,
    @Description("Copies are usable for so many days of 24 hours from their issue, 1–3650.")
        Integer validDays,
    @Description("Level of the tier from which members may have one, 1–1000; 1 unless given.")
        Integer minimumLevel,
    @Id @Description("Segment whose members alone may have one; all unless given (适用人群).")
        String segmentId,
    @Description("True when only new members may have one, who joined lately (新人专享).")
        Boolean newMembersOnly,
    @Description(
            "Of one group, one coupon goes into an order: 1–32 capital letters, digits and"
                + " underscores; SHIPPING for FREE_SHIPPING, else GOODS, unless given (叠加组).")
        String stackingGroup,
    @Description("0–1000: of an order's coupons the higher ones take off first; 0 unless given.")
        Integer priority,
    @Id
        @DefaultValue("[]")
        @Description(
            "Stores where copies can be used beside orders, at most 100; all unless given.")
        List<@NonNull String> storeIds,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  private static final int MAX_PRODUCTS = 200;

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  CouponOffer toOffer(Instant now) {
    CouponDiscount discount =
        new CouponDiscount(
            kind,
            money(thresholdFen, "thresholdFen"),
            money(amountOffFen, "amountOffFen"),
            percentOff == null ? 0 : percentOff,
            capFen == null ? null : money(capFen, "capFen"),
            products());
    Set<IssueWay> ways = EnumSet.noneOf(IssueWay.class);
    ways.addAll(issueWays);
    return new CouponOffer(
        name,
        discount,
        total,
        perMemberLimit,
        ways,
        issueFrom == null ? now : issueFrom,
        issueUntil,
        new CouponValidity(validFrom, validTo, validDays),
        new CouponAudience(
            minimumLevel == null ? 1 : minimumLevel,
            segmentId == null
                ? null
                : GrantCouponsInput.SEGMENT.decode(segmentId, "input", "segmentId"),
            Boolean.TRUE.equals(newMembersOnly)),
        CouponStacking.of(kind, stackingGroup, priority),
        stores());
  }

  private Set<UUID> stores() {
    List<String> given = storeIds == null ? List.of() : storeIds;
    if (given.size() > CouponOffer.MAX_STORES) {
      throw new InvalidInput(List.of("input", "storeIds"), "At most 100 stores.");
    }
    Set<UUID> ids = new HashSet<>();
    given.forEach(id -> ids.add(StoreVerification.STORE.decode(id, "input", "storeIds")));
    return ids;
  }

  private Set<UUID> products() {
    List<String> given = productIds == null ? List.of() : productIds;
    if (given.size() > MAX_PRODUCTS) {
      throw new InvalidInput(List.of("input", "productIds"), "At most 200 products.");
    }
    Set<UUID> ids = new HashSet<>();
    given.forEach(id -> ids.add(ProductView.ID.decode(id, "input", "productIds")));
    return ids;
  }

  private static Money money(Integer fen, String field) {
    return fen == null
        ? Money.ZERO
        : Money.ofFen(Numbers.inRange(fen, 0, Integer.MAX_VALUE, "input", field));
  }
}
