package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

/** Why a community got no copy of a chain. */
@Name("ChainSkipReason")
@Description("Why a community got no copy of a chain-buy (未复制原因).")
public enum ChainSkipReason {
  @Description(
      "The chain-buy itself, or a copy of it, is open there or not settled yet: wait for its end"
          + " (接龙进行中).")
  RUNNING_THERE,
  @Description(
      "An earlier replication left a draft there that was never published: publish, change or cancel"
          + " it (已有草稿).")
  DRAFT_THERE,
  @Description(
      "Either of the others: it was skipped by a version that did not note the reason (未记录).")
  UNKNOWN
}
