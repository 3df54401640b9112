package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;

/** Where the goods of a copied chain are collected. */
@Description("Where the goods of a copied chain-buy are collected (复制后的自提点).")
public enum CopiedPickUp {
  @Description("At the stores of the chain-buy that is copied (沿用原自提点).")
  SAME,
  @Description(
      "At the store that each community belongs to (社群所属门店); a community without one is refused"
          + " unless the goods may be sent.")
  OWN_STORE
}
