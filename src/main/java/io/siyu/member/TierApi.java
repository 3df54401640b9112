package io.siyu.member;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Tiers as staff set them, and what a member has of the own one. */
@GraphQLApi
@ApplicationScoped
public class TierApi {

  private final Caller caller;
  private final TierService tiers;
  private final TierBenefits benefits;
  private final TierSaving saving;
  private final BenefitCoupons coupons;
  private final GrowthHistory history;

  TierApi(
      Caller caller,
      TierService tiers,
      TierBenefits benefits,
      TierSaving saving,
      BenefitCoupons coupons,
      GrowthHistory history) {
    this.caller = caller;
    this.tiers = tiers;
    this.benefits = benefits;
    this.saving = saving;
    this.coupons = coupons;
    this.history = history;
  }

  @Query("tiers")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("All tiers (会员等级), the lowest first, at most 20; for staff.")
  public Uni<List<@NonNull Tier>> tiers() {
    caller.operator();
    return tiers.all();
  }

  @Mutation("saveTier")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Changes a tier with its benefits, or adds one above the highest (设置会员等级).")
  public Uni<SaveTierPayload> saveTier(
      @NonNull @Name("input") @Description("The tier.") SaveTierInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            saving
                .save(operator, input.id(), input.toTier(), input.idempotencyKey())
                .map(SaveTierPayload::saved),
        SaveTierPayload::refused);
  }

  @NonNull
  @Description("What the tier gives beside price and points (会员权益); at most one of a type.")
  public Uni<List<@NonNull List<@NonNull TierBenefit>>> benefits(@Source List<Tier> of) {
    List<UUID> ids = of.stream().map(tier -> Tier.ID.decode(tier.id())).toList();
    return benefits
        .of(ids)
        .map(found -> ids.stream().map(id -> found.getOrDefault(id, List.of())).toList());
  }

  @Description("What the coupon is called; null when it is a day.")
  public Uni<List<String>> couponName(@Source List<TierBenefit> of) {
    List<UUID> templates =
        of.stream().map(TierBenefit::couponTemplate).filter(Objects::nonNull).toList();
    return coupons
        .names(templates)
        .map(
            names ->
                of.stream()
                    .map(
                        benefit ->
                            benefit.couponTemplate() == null
                                ? null
                                : names.get(benefit.couponTemplate()))
                    .toList());
  }

  @NonNull
  @Description("Benefits of the member's tier (我的权益), and what became of each in its period.")
  public Uni<List<@NonNull MemberBenefit>> benefits(@Source Viewer viewer) {
    return benefits.ofMember(viewer.memberId());
  }

  @Description(
      "For how long the member has the tier, and what keeps it (保级进度); null at the lowest, which"
          + " nobody loses.")
  public Uni<TierPeriodView> tierPeriod(@Source Viewer viewer) {
    return history.period(viewer.memberId());
  }

  @Description("The member's growth history (成长值明细), newest first.")
  public Uni<GrowthHistoryConnection> growthHistory(
      @Source Viewer viewer,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return history
        .page(viewer.memberId(), Cursor.decode(GrowthHistory.LIST, 1, after), Page.size(first))
        .map(GrowthHistoryConnection::of);
  }
}
