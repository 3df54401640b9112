package io.siyu.chain;

import io.siyu.kernel.Money;
import java.util.UUID;

/**
 * One kind of goods in a chain-buy.
 *
 * @param name as it was called when the chain was made
 * @param stock units that can still be joined for
 * @param perMemberLimit units per member over all entries, null for no limit
 * @param planned units that it began with
 * @param ladder what everybody pays by what the chain has
 */
public record ChainItemTerms(
    UUID id,
    UUID chainId,
    UUID skuId,
    String name,
    Money price,
    int stock,
    Integer perMemberLimit,
    int planned,
    Ladder ladder) {

  /** What so many units of it can come to. */
  PossibleTerms.Goods goods(int units) {
    return new PossibleTerms.Goods(price, units, ladder.further());
  }

  /** Whether a unit costs less by what the chain has than everybody paid for it. */
  public boolean isCheaperThanPaid() {
    return !ladder.priceNow(price).equals(price);
  }
}
