package io.siyu.payment;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Money;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.MoneyTotalView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Something that the gateway told and that fits none of our payments and refunds. */
@Type("PaymentMismatch")
@Name("PaymentMismatch")
@Description(
    "Money or a refund that the gateway told of and that does not fit ours (支付对账差异); look it up in"
        + " the gateway's console.")
public record PaymentMismatchView(
    @NonNull @Id @Description("Its id.") String id,
    @NonNull @Description("What does not fit.") PaymentMismatchKind kind,
    @NonNull
        @Description(
            "The number under which the gateway has it: of the trade (商户订单号), or of the refund"
                + " (商户退款单号).")
        String number,
    @Description("The gateway's own number of the money (微信支付订单号); null for a refund.")
        String transactionId,
    @Id @Description("The order that the number belongs to, if it is one of ours.") String orderId,
    @NonNull @Description("What the gateway told.") MoneyTotalView amount,
    @Description("What we had asked for, if the number is one of ours.") MoneyTotalView expected,
    @NonNull @Description("When it was first told, in UTC.") Instant noticedAt,
    @Description("When an operator settled it, in UTC; null while it is open.") Instant settledAt,
    @Description("What was done; null while it is open.") MismatchOutcome outcome,
    @Description("What the operator wrote; null while it is open, and once it was erased.")
        String note) {

  static final String LIST = "payment-mismatches";

  static final IdType ID = IdType.of("payment-mismatch");

  private static final IdType ORDER = IdType.of("order");

  static PaymentMismatchView of(SqlRow row) {
    UUID order = row.uuid("order_id");
    return new PaymentMismatchView(
        ID.encode(row.uuid("id")),
        row.enumeration(PaymentMismatchKind.class, "kind"),
        row.text("number"),
        row.text("transaction_id"),
        order == null ? null : ORDER.encode(order),
        MoneyTotalView.of(Money.ofFen(row.number("amount_fen"))),
        order == null ? null : MoneyTotalView.of(Money.ofFen(row.number("expected_fen"))),
        row.instant("noticed_at"),
        row.instant("settled_at"),
        row.isNull("outcome") ? null : row.enumeration(MismatchOutcome.class, "outcome"),
        row.text("note"));
  }

  Cursor cursor() {
    return Cursor.of(LIST, noticedAt, number, kind, transactionId == null ? "" : transactionId);
  }
}
