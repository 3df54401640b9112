package io.siyu.audience;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** How far a run has come; each state is left only for the next. */
@Enum("RfmState")
@Description("How far a recomputation of RFM has come.")
public enum RfmState {
  @Description("It is about to begin.")
  REQUESTED,
  @Description("Last order, orders and amount of each member are read.")
  MEASURING,
  @Description("Members are scored and tagged.")
  CLASSIFYING,
  @Description("Whoever is in no class any more loses the tag.")
  CLEARING,
  @Description("It is done.")
  DONE
}
