package io.siyu.catalog;

import org.eclipse.microprofile.graphql.Description;

/** How a bundle makes goods cheaper. */
@Description("How a bundle (组合优惠) makes goods cheaper.")
public enum BundleKind {
  @Description("So many units of the choice for one price, such as any 3 for 99.00 (任选 N 件).")
  ANY_N,
  @Description("These goods together for one price (固定套装).")
  FIXED_SET,
  @Description("Whoever buys the ones gets the others cheaper, or for nothing (买 A 送 B).")
  BUY_A_GET_B
}
