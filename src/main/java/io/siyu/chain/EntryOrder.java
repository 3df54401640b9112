package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

/** From which end a chain's list is read. */
@Name("ChainEntryOrder")
@Description("From which end the list of a chain-buy is read (排序).")
public enum EntryOrder {
  @Description("By number, from 1 on (正序).")
  OLDEST_FIRST,
  @Description("By number, from the latest back (倒序).")
  NEWEST_FIRST
}
