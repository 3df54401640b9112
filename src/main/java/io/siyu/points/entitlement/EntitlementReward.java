package io.siyu.points.entitlement;

import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Ids;
import io.siyu.points.RewardErrorCode;
import io.siyu.points.RewardFulfilment;
import io.siyu.points.RewardGrant;
import io.siyu.points.RewardKind;
import io.siyu.points.entitlement.Entitlements.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * An entitlement as a reward of the points mall. The member has it at once, but can give it back
 * until it is used for the first time: only then the redemption ends.
 */
@ApplicationScoped
class EntitlementReward implements RewardFulfilment {

  private final EntitlementTemplates templates;
  private final EntitlementGiving giving;
  private final Entitlements entitlements;
  private final Clock clock;

  EntitlementReward(
      EntitlementTemplates templates,
      EntitlementGiving giving,
      Entitlements entitlements,
      Clock clock) {
    this.templates = templates;
    this.giving = giving;
    this.entitlements = entitlements;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return RewardKind.ENTITLEMENT.name();
  }

  @Override
  public Uni<Boolean> canGive(UUID template) {
    return templates.find(template).map(found -> found != null && found.offered());
  }

  @Override
  public boolean completesAtOnce() {
    return false;
  }

  @Override
  public Uni<Void> fulfil(RewardGrant grant) {
    return giving.give(
        Ids.next(), grant.member(), grant.targetId(), originOf(grant.redemptionId()));
  }

  @Override
  public Uni<Void> takeBack(UUID redemption) {
    return entitlements
        .revoke(originOf(redemption), clock.instant())
        .invoke(
            revoked -> {
              if (!revoked) {
                throw Refusal.of(
                    RewardErrorCode.NOT_CANCELLABLE,
                    "What was redeemed has been used, or its time is over.",
                    "input",
                    "redemptionId");
              }
            })
        .replaceWithVoid();
  }

  private static Origin originOf(UUID redemption) {
    return new Origin(EntitlementSource.POINTS, redemption);
  }
}
