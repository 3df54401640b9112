package io.siyu.catalog;

import org.eclipse.microprofile.graphql.Description;

/** What an item is for in a bundle. */
@Description("What an item is for in a bundle.")
public enum BundlePart {
  @Description("It is bought; of ANY_N and FIXED_SET every item is.")
  BUY,
  @Description("It is what one gets cheaper for it; of BUY_A_GET_B alone.")
  GET
}
