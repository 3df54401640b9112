package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;

/** What a chain is exported for. */
@Description("What the entries of a chain-buy are exported for (导出用途).")
public enum ChainExportKind {
  @Description(
      "Units of each item per pick-up point, and in all: what to fetch (拣货单); one piece, of at"
          + " most a million entries.")
  PICKING,
  @Description(
      "One line per entry, by pick-up point and number: what to pack, and whom to hand it to"
          + " (打包单). Of who gave no phone for the order, the last four digits of the bound one.")
  PACKING
}
