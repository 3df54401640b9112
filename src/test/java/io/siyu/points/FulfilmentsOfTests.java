package io.siyu.points;

import io.siyu.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Rewards of the kinds that no feature gives yet. */
final class FulfilmentsOfTests {

  /** Target that cannot be given. */
  static final UUID IMPOSSIBLE = new UUID(0, 13);

  private FulfilmentsOfTests() {}

  /** Complete at once. */
  @ApplicationScoped
  static class Entitlements implements RewardFulfilment {

    @Override
    public String kind() {
      return RewardKind.ENTITLEMENT.name();
    }

    @Override
    public Uni<Void> fulfil(RewardGrant grant) {
      if (grant.targetId().equals(IMPOSSIBLE)) {
        throw Refusal.shared("OUT_OF_SOMETHING_ELSE", "The course is full.");
      }
      return Uni.createFrom().voidItem();
    }
  }
}
