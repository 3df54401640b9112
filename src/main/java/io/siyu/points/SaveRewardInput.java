package io.siyu.points;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.IdType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code saveReward} needs. */
@Input("SaveRewardInput")
@Description("A reward as a whole, but for its stock, which is changed and never overwritten.")
public record SaveRewardInput(
    @Id @Description("Which one; a new one unless given.") String rewardId,
    @NonNull @Description("What it consists of; stays what it was.") RewardKind kind,
    @Id @Description("The offer of which members get a copy; for COUPON and only then; stays.")
        String couponTemplateId,
    @Id
        @Description(
            "The entitlement template of which members get a copy; for ENTITLEMENT and only then; stays.")
        String entitlementTemplateId,
    @NonNull @Description("Its name, 1–60 characters.") String name,
    @Description("More about it, at most 500 characters.") String description,
    @Description("Address of a picture (https), at most 500 characters.") String imageUrl,
    @Description("Its price in points, 1–10,000,000.") int pointsPrice,
    @Description(
            "Added to what is left, taken away when negative, at most 1,000,000 either way; the stock of a new one.")
        int stockChange,
    @Description("How many one member may redeem, 1–1000 (每人限兑).") int perMemberLimit,
    @DefaultValue("1")
        @Description("Level of the tier from which a member may redeem it, 1–100 (等级限制).")
        Integer minimumTierLevel,
    @DefaultValue("true") @Description("False takes it off the shelf.") Boolean onShelf,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  private static final IdType COUPON_TEMPLATE = IdType.of("coupon-template");
  private static final IdType ENTITLEMENT_TEMPLATE = IdType.of("entitlement-template");
  private static final int MOST_STOCK = 1_000_000;

  UUID id() {
    return rewardId == null ? null : RewardView.ID.decode(rewardId, "input", "rewardId");
  }

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  NewReward toReward() {
    String url = Text.optionalLine(imageUrl, 500, "input", "imageUrl");
    if (url != null && !url.startsWith("https://")) {
      throw new InvalidInput(List.of("input", "imageUrl"), "An address that begins with https://.");
    }
    return new NewReward(
        kind,
        target(),
        Text.requiredLine(name, 60, "input", "name"),
        Text.optional(description, 500, "input", "description"),
        url,
        Numbers.inRange(pointsPrice, 1, (int) Earning.MAX_POINTS, "input", "pointsPrice"),
        Numbers.inRange(
            stockChange, rewardId == null ? 0 : -MOST_STOCK, MOST_STOCK, "input", "stockChange"),
        Numbers.inRange(perMemberLimit, 1, 1000, "input", "perMemberLimit"),
        minimumTierLevel == null
            ? 1
            : Numbers.inRange(minimumTierLevel, 1, 100, "input", "minimumTierLevel"),
        !Boolean.FALSE.equals(onShelf));
  }

  private UUID target() {
    UUID coupon = target(RewardKind.COUPON, COUPON_TEMPLATE, couponTemplateId, "couponTemplateId");
    UUID entitlement =
        target(
            RewardKind.ENTITLEMENT,
            ENTITLEMENT_TEMPLATE,
            entitlementTemplateId,
            "entitlementTemplateId");
    return coupon == null ? entitlement : coupon;
  }

  private UUID target(RewardKind owner, IdType type, String id, String field) {
    if ((kind == owner) != (id != null)) {
      throw new InvalidInput(
          List.of("input", field), "Of the kind " + owner + ", and of nothing else.");
    }
    return id == null ? null : type.decode(id, "input", field);
  }
}
