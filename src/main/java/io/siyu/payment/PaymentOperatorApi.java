package io.siyu.payment;

import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Money as staff see to it where the machine cannot. */
@GraphQLApi
@ApplicationScoped
public class PaymentOperatorApi {

  private final Caller caller;
  private final MismatchDesk mismatches;
  private final RefundDesk refunds;
  private final PaymentBooks books;

  PaymentOperatorApi(
      Caller caller, MismatchDesk mismatches, RefundDesk refunds, PaymentBooks books) {
    this.caller = caller;
    this.mismatches = mismatches;
    this.refunds = refunds;
    this.books = books;
  }

  @Mutation("settlePaymentMismatch")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Notes what was done about money that fits nothing (处理对账差异); moves no money.")
  public Uni<SettlePaymentMismatchPayload> settlePaymentMismatch(
      @NonNull @Name("input") @Description("Which one, and what was done.")
          SettlePaymentMismatchInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> mismatches.settle(operator, input).map(SettlePaymentMismatchPayload::of),
        SettlePaymentMismatchPayload::refused);
  }

  @Query("refusedRefunds")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Refunds that the gateway refused or that are stuck for a day (退款异常), oldest first; for"
          + " staff.")
  public Uni<RefusedRefundConnection> refusedRefunds(
      @Description(
              "Those that staff gave back in another way instead of those that are open; false"
                  + " unless given.")
          Boolean settled,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return refunds
        .page(Boolean.TRUE.equals(settled), first, after)
        .map(RefusedRefundConnection::of);
  }

  @Mutation("retryRefund")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Asks the gateway once more for a refund that it refused (重试退款), by the same number, so"
          + " that it can never be paid twice.")
  public Uni<RetryRefundPayload> retryRefund(
      @NonNull @Name("input") @Description("Which refund.") RetryRefundInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> refunds.retry(operator, input).map(RetryRefundPayload::of),
        RetryRefundPayload::refused);
  }

  @Mutation("settleRefundByHand")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Notes that the money of a refused or stuck refund went back in another way (线下退款); it is"
          + " final. Of a stuck one the gateway is asked first: it must not have the money on its way.")
  public Uni<SettleRefundByHandPayload> settleRefundByHand(
      @NonNull @Name("input") @Description("Which refund, and how.")
          SettleRefundByHandInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> refunds.settleByHand(operator, input).map(SettleRefundByHandPayload::of),
        SettleRefundByHandPayload::refused);
  }

  @Query("paymentReconciliation")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Checks all orders, payments and refunds against each other (支付对账).")
  public Uni<PaymentReconciliationView> paymentReconciliation() {
    caller.operator();
    return books.violations().map(PaymentReconciliationView::of);
  }
}
