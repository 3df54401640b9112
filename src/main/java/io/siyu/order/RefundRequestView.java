package io.siyu.order;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A request for a refund as the API shows it. */
@Type("RefundRequest")
@Name("RefundRequest")
@Description("A request for a refund (售后申请).")
public record RefundRequestView(
    @NonNull @Id @Description("Opaque id of the request.") String id,
    @NonNull @Id @Description("Id of the order.") String orderId,
    @NonNull @Id @Description("Id of the member who asks.") String memberId,
    @NonNull @Description("Where it stands.") RefundRequestState state,
    @Description("Why, in the member's words; null once the member has left.") String reason,
    @Description("What the shop answered; null when it did not.") String answer,
    @NonNull @Description("What is to be refunded, 1–50 lines.")
        List<@NonNull RefundRequestLineView> lines,
    @NonNull @Description("When it was made.") Instant createdAt,
    @Description("When it was decided or withdrawn; null while it waits.") Instant endedAt) {

  static final IdType ID = IdType.of("refund-request");

  private static final IdType MEMBER_ID = IdType.of("member");

  static RefundRequestView of(RefundRequest request) {
    return new RefundRequestView(
        ID.encode(request.id()),
        OrderView.ID.encode(request.orderId()),
        MEMBER_ID.encode(request.member()),
        request.state(),
        request.reason(),
        request.answer(),
        request.units().stream()
            .map(
                unit ->
                    new RefundRequestLineView(
                        OrderLineView.ID.encode(unit.lineId()), unit.quantity()))
            .toList(),
        request.createdAt(),
        request.endedAt());
  }
}
