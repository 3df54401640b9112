package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

/** What becomes of a payment that finds no seat in the team it was meant for. */
@Name("WhenTeamFull")
@Description("What becomes of a payment that finds no seat left in the team it was meant for.")
public enum WhenFull {
  @Description("The money goes back (退款).")
  REFUND,
  @Description("It opens a team of its own (另开新团), or goes back if the team buy has closed.")
  OPEN_OWN
}
