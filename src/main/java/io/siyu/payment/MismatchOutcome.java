package io.siyu.payment;

import org.eclipse.microprofile.graphql.Description;

/** What was done about money that fits nothing. */
@Description("What was done about money that fits nothing (处理结果).")
public enum MismatchOutcome {
  @Description("It went back by the gateway, e.g. on the merchant platform (原路退回).")
  REFUNDED_AT_GATEWAY,
  @Description("It went back in another way, e.g. by bank transfer (线下退回).")
  PAID_BACK_OTHERWISE,
  @Description("The brand keeps it by agreement with the payer (协商保留).")
  KEPT_BY_AGREEMENT,
  @Description("There was nothing to do (无需处理).")
  NOTHING_TO_DO
}
