package io.siyu.payment;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What a reconciliation of payments found, as the API shows it. */
@Type("PaymentReconciliation")
@Name("PaymentReconciliation")
@Description("Whether orders, payments and refunds agree with each other (支付对账).")
public record PaymentReconciliationView(
    @Description("Whether nothing was found.") boolean clean,
    @NonNull @Description("What was found: at most 100 of each rule.")
        List<@NonNull Violation> violations) {

  static PaymentReconciliationView of(List<PaymentViolation> found) {
    return new PaymentReconciliationView(
        found.isEmpty(), found.stream().map(Violation::of).toList());
  }

  /** A place where orders and money disagree. */
  @Type("PaymentViolation")
  @Name("PaymentViolation")
  @Description("A place where orders and money disagree.")
  public record Violation(
      @NonNull @Description("What should hold.") PaymentRule rule,
      @NonNull @Id @Description("Id of the order that it is about.") String orderId,
      @NonNull @Description("The numbers or states that should agree.") String detail) {

    static Violation of(PaymentViolation violation) {
      return new Violation(
          violation.rule(),
          RefusedRefundView.ORDER.encode(violation.orderId()),
          violation.detail());
    }
  }
}
