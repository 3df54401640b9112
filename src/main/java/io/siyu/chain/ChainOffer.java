package io.siyu.chain;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.RequestFailure;
import io.siyu.order.DeliveryChoice;
import io.siyu.order.DeliveryKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an open chain offers to one member.
 *
 * @param customer false for somebody who works for the brand in one of the chain's communities: of
 *     whom it counts nothing
 */
record ChainOffer(
    ChainTerms chain, List<ChainItemTerms> items, List<UUID> pickUpPoints, boolean customer) {

  /**
   * @throws RequestFailure NOT_FOUND when the chain has no such item
   */
  List<ChainStock.Wanted> wanted(List<ChainJoining.JoinLine> lines) {
    Map<UUID, ChainItemTerms> byId = new HashMap<>();
    items.forEach(item -> byId.put(item.id(), item));
    List<ChainStock.Wanted> wanted = new ArrayList<>();
    for (ChainJoining.JoinLine line : lines) {
      ChainItemTerms item = byId.get(line.itemId());
      if (item == null) {
        throw RequestFailure.notFound("Chain item");
      }
      wanted.add(new ChainStock.Wanted(item, line.quantity(), wanted.size()));
    }
    return wanted;
  }

  /**
   * @param chosen null for the only pick-up point
   * @throws InvalidInput when that is not offered
   */
  DeliveryChoice delivery(DeliveryChoice chosen) {
    if (chosen == null) {
      if (pickUpPoints.size() != 1) {
        throw new InvalidInput(
            List.of("input", "delivery"), "Choose one of the pick-up points, or an address.");
      }
      return new DeliveryChoice(DeliveryKind.PICK_UP, pickUpPoints.get(0), null, null, null);
    }
    boolean offered =
        switch (chosen.kind()) {
          case PICK_UP -> pickUpPoints.contains(chosen.storeId());
          case DELIVERY -> chain.delivers();
        };
    if (!offered) {
      throw new InvalidInput(
          List.of("input", "delivery"), "This chain-buy does not offer that. Choose another.");
    }
    return chosen;
  }
}
