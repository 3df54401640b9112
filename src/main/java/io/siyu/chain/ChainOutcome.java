package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;

/** How a chain-buy ended. */
@Description("How a chain-buy ended (接龙结果).")
public enum ChainOutcome {
  @Description(
      "The minimum was reached by the deadline; the goods are sent (成团). Of a team buy (拼团): at least"
          + " one team formed, and whoever sits in none of those is refunded.")
  SUCCEEDED,
  @Description("The minimum was not reached; every entry is refunded (未成团).")
  FAILED
}
