package io.siyu.points;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A gift as a reward: there is nothing to do until staff hand it over. */
@ApplicationScoped
class GiftReward implements RewardFulfilment {

  @Override
  public String kind() {
    return RewardKind.GIFT.name();
  }

  @Override
  public Uni<Void> fulfil(RewardGrant grant) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public boolean completesAtOnce() {
    return false;
  }
}
