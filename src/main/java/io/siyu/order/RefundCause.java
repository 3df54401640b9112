package io.siyu.order;

import java.util.Arrays;
import org.eclipse.microprofile.graphql.Description;

/** Why something was given back; as the order's log calls it. */
@Description("Why something was given back (退款原因).")
public enum RefundCause {
  @Description("The member asked for it before the goods left.")
  REQUESTED_BY_MEMBER,
  @Description("The shop approved the member's request.")
  REQUEST_APPROVED,
  @Description("The shop did it by itself.")
  REFUNDED_BY_OPERATOR,
  @Description("The member withdrew from the chain-buy.")
  WITHDRAWN_BY_MEMBER,
  @Description("The chain-buy did not reach its minimum.")
  CHAIN_NOT_FORMED,
  @Description("The chain-buy was called off.")
  CHAIN_CANCELLED,
  @Description("The payment came after the chain-buy's deadline.")
  CHAIN_PAID_TOO_LATE,
  @Description(
      "The chain-buy reached a further step of its ladder: the difference in price (差价退款).")
  CHAIN_PRICE_DIFFERENCE,
  @Description("The team of the team buy (拼团) did not fill up in time, or was called off.")
  TEAM_NOT_FORMED,
  @Description("The team was full when the payment came.")
  TEAM_FULL,
  @Description("The team's time was over when the payment was made.")
  TEAM_ENDED,
  @Description("The member had a seat in the team already.")
  ALREADY_IN_TEAM,
  @Description("Something else, such as money for an order that was cancelled.")
  OTHER;

  static RefundCause of(String logged) {
    return Arrays.stream(values())
        .filter(cause -> cause.name().equals(logged))
        .findFirst()
        .orElse(OTHER);
  }
}
