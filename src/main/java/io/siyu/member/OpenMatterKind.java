package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What can keep a member from deleting the account. */
@Enum("OpenMatterKind")
@Description("What can keep a member from deleting the account.")
public enum OpenMatterKind {
  @Description("An order that is neither completed nor cancelled nor refunded (未完成订单).")
  ORDER,
  @Description("A payment that may still be made (未结支付); the id is its order's.")
  PAYMENT,
  @Description("Money on its way back, or asked back (退款中); the id is its order's.")
  REFUND,
  @Description("An entry of a chain-buy that is under way (未完成接龙).")
  CHAIN_ENTRY,
  @Description("A gift that waits to be handed over (待领取礼品).")
  REDEMPTION,
  @Description("A chain-buy that is open and led by the member (带团中).")
  LED_CHAIN
}
