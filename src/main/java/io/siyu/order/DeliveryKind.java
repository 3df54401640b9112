package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;

/** How goods reach the member. */
@Description("How the goods reach the member (配送方式).")
public enum DeliveryKind {
  @Description("The member collects them at a store (自提).")
  PICK_UP,
  @Description("They are sent to an address (快递).")
  DELIVERY
}
