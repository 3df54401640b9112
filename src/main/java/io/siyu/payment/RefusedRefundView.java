package io.siyu.payment;

import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.MoneyView;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A refund that the gateway refused or that is stuck, as the API shows it. */
@Type("RefusedRefund")
@Name("RefusedRefund")
@Description(
    "A refund that the gateway refused, or that is stuck (退款异常). What it gave back here stays given"
        + " back.")
public record RefusedRefundView(
    @NonNull @Id @Description("Its id.") String id,
    @NonNull @Id @Description("The order that it is for.") String orderId,
    @NonNull @Description("The refund's number at the gateway (商户退款单号).") String refundNumber,
    @NonNull @Description("How much the payer is owed.") MoneyView amount,
    @NonNull @Description("What was paid.") MoneyView paidAmount,
    @Description("How often it was asked for once more.") int retries,
    @NonNull @Description("When it was decided.") Instant requestedAt,
    @Description("When the gateway refused; null while it is asked for.") Instant refusedAt,
    @Description(
            "Whether the gateway has neither given it back nor refused it for a day (退款滞留); it goes on"
                + " being asked.")
        boolean stuck,
    @Description("When staff gave it back in another way; null while it is open.")
        Instant settledAt,
    @Description("What the operator wrote; null while it is open.") String note) {

  static final IdType ORDER = IdType.of("order");
  static final IdType ID = IdType.of("refund");

  static RefusedRefundView of(SqlRow row) {
    return new RefusedRefundView(
        ID.encode(row.uuid("id")),
        ORDER.encode(row.uuid("order_id")),
        GatewayNumbers.of(row.uuid("id")),
        MoneyView.ofFen(row.number("amount_fen")),
        MoneyView.ofFen(row.number("paid_fen")),
        row.integer("retries"),
        row.instant("requested_at"),
        row.instant("refused_at"),
        row.bool("stuck"),
        row.instant("settled_at"),
        row.text("note"));
  }
}
