package io.siyu.payment;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Why something that the gateway told needs an operator. */
@Enum("PaymentMismatchKind")
@Description("Why something that the gateway told needs an operator (对账差异类型).")
public enum PaymentMismatchKind {
  @Description("Money under a number that is none of ours (未知订单).")
  UNKNOWN_TRADE,
  @Description("More or less money than was asked for (金额不符).")
  OTHER_AMOUNT,
  @Description("Money of another merchant, mini-program or currency (商户不符).")
  OTHER_ACCOUNT,
  @Description("A paid payment was paid once more, by another transaction (重复支付).")
  PAID_TWICE,
  @Description("A refund under a number that is none of ours (未知退款).")
  UNKNOWN_REFUND,
  @Description("A refund of another payment, or of another amount than was asked for (退款金额不符).")
  REFUND_OTHER_AMOUNT,
  @Description("A refund of another merchant (退款商户不符).")
  REFUND_OTHER_ACCOUNT,
  @Description("A refund that fared otherwise than the gateway said before (退款结果不符).")
  REFUND_OTHER_OUTCOME
}
