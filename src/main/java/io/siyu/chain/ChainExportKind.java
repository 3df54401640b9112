package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;

/** What a chain is exported for. */
@Description("What the entries of a chain-buy are exported for (导出用途).")
public enum ChainExportKind {
  @Description("Units of each item per pick-up point, and in all: what to fetch (拣货单).")
  PICKING,
  @Description("One line per entry, by pick-up point and number: what to pack (打包单).")
  PACKING
}
