package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;

/** What a chain-buy's minimum and maximum count. */
@Description("What the minimum and maximum of a chain-buy count (成团单位).")
public enum ChainUnit {
  @Description("Paid entries (单).")
  ORDERS,
  @Description("Units of goods in paid entries (件).")
  UNITS,
  @Description("The goods' value of paid entries, in fen (金额).")
  AMOUNT
}
