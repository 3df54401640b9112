package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Type;

/** A member's growth as the API shows it. */
@Type("MemberGrowth")
@Name("MemberGrowth")
@Description("A member's growth (成长值), which lifts the tier; apart from points.")
public record MemberGrowth(
    @Description("Growth by now.") int value,
    @Description("The next tier above; null at the highest.") Tier nextTier,
    @Description("Growth that the next tier still asks for; null at the highest.")
        Integer missingForNextTier) {

  static MemberGrowth of(MemberState state) {
    int value = Math.toIntExact(state.growth());
    Tier next = state.nextTier();
    return new MemberGrowth(
        value, next, next == null ? null : Math.max(0, next.growthThreshold() - value));
  }
}
