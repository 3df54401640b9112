package io.siyu.member;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code saveTier} needs. */
@Input("SaveTierInput")
@Description("A tier as a whole, with its benefits: one that is left out is given no more.")
public record SaveTierInput(
    @Id @Description("Which one; a new one above the highest unless given.") String tierId,
    @NonNull @Description("Its name, 1–20 characters; no other tier's.") String name,
    @Description(
            "Growth from which a member has it, 0–1,000,000,000: 0 for the first, above the one"
                + " below and below the one above. Who reaches a lower one rises with the next"
                + " growth.")
        int growthThreshold,
    @Description(
            "Growth of a period that keeps it for another (保级成长值), at most the threshold, which it"
                + " is unless given.")
        Integer keepGrowth,
    @Description("Points earned per hundred that everybody earns, 0–1000.")
        int pointsMultiplierPercent,
    @Description("Percent taken off the member price, 0–99.") int memberPriceDiscountPercent,
    @NonNull @Description("What it gives beside (会员权益), at most one of a type.")
        List<@NonNull TierBenefitInput> benefits,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  private static final int MOST_GROWTH = 1_000_000_000;

  UUID id() {
    return tierId == null ? null : Tier.ID.decode(tierId, "input", "tierId");
  }

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  NewTier toTier() {
    int threshold = Numbers.inRange(growthThreshold, 0, MOST_GROWTH, "input", "growthThreshold");
    if (keepGrowth != null) {
      Numbers.inRange(keepGrowth, 0, threshold, "input", "keepGrowth");
    }
    return new NewTier(
        Text.requiredLine(name, 20, "input", "name"),
        threshold,
        keepGrowth,
        Numbers.inRange(pointsMultiplierPercent, 0, 1000, "input", "pointsMultiplierPercent"),
        Numbers.inRange(memberPriceDiscountPercent, 0, 99, "input", "memberPriceDiscountPercent"),
        toBenefits());
  }

  private List<NewBenefit> toBenefits() {
    Numbers.inRange(benefits.size(), 0, TierBenefitType.values().length, "input", "benefits");
    Set<TierBenefitType> met = EnumSet.noneOf(TierBenefitType.class);
    List<NewBenefit> checked = new ArrayList<>(benefits.size());
    for (int i = 0; i < benefits.size(); i++) {
      NewBenefit benefit = benefits.get(i).toBenefit(String.valueOf(i));
      if (!met.add(benefit.type())) {
        throw new InvalidInput(
            List.of("input", "benefits", String.valueOf(i), "type"),
            "A tier has at most one benefit of a type.");
      }
      checked.add(benefit);
    }
    return checked;
  }
}
