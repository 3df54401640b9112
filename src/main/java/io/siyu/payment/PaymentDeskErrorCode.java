package io.siyu.payment;

import org.eclipse.microprofile.graphql.Description;

/** Why an operator's work on payments was refused. */
@Description("Why an operator's work on payments was refused.")
public enum PaymentDeskErrorCode {
  @Description("A field breaks its rule; the message says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("It was settled before, in another way (已处理).")
  ALREADY_SETTLED,
  @Description("The gateway has not refused this refund, or not yet (退款未被拒绝).")
  NOT_REFUSED
}
