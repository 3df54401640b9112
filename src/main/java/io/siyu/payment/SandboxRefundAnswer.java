package io.siyu.payment;

import org.eclipse.microprofile.graphql.Description;

/** What the sandbox makes of a refund in the end. */
@Description("What the sandbox makes of a refund in the end (沙箱退款结果).")
public enum SandboxRefundAnswer {
  @Description("The money goes back (退款成功).")
  SUCCESS,
  @Description("It is refused, and staff have to see to it (退款异常).")
  ABNORMAL
}
