package io.siyu.order;

import io.siyu.kernel.Text;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Requests for refunds, as members make and staff decide them. */
@GraphQLApi
@ApplicationScoped
public class RefundRequestApi {

  private static final int LONGEST_TEXT = 200;

  private final Caller caller;
  private final RefundRequests requests;
  private final RefundRequestViews views;
  private final OrderService orders;
  private final OrderViews orderViews;

  RefundRequestApi(
      Caller caller,
      RefundRequests requests,
      RefundRequestViews views,
      OrderService orders,
      OrderViews orderViews) {
    this.caller = caller;
    this.requests = requests;
    this.views = views;
    this.orders = orders;
    this.orderViews = orderViews;
  }

  @Mutation("requestRefund")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Asks for a refund (申请退款). With a reason: of lines or of all that is left, for the shop to"
          + " decide. Without: a paid order that is not on its way is refunded as a whole and at"
          + " once. The money follows.")
  public Uni<RequestRefundPayload> requestRefund(
      @NonNull @Name("input") @Description("Which order, and what of it.")
          RequestRefundInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () -> {
          UUID id = OrderView.ID.decode(input.orderId(), "input", "orderId");
          List<LineUnits> lines = RefundLineInput.checked(input.lines());
          return input.reason() == null && lines == null
              ? orders
                  .requestRefund(member, id, input.idempotencyKey())
                  .chain(() -> orderViews.byId(member, id))
                  .map(RequestRefundPayload::of)
              : request(member, id, lines, input);
        },
        RequestRefundPayload::refused);
  }

  private Uni<RequestRefundPayload> request(
      UUID member, UUID orderId, List<LineUnits> lines, RequestRefundInput input) {
    String reason = Text.required(input.reason(), LONGEST_TEXT, "input", "reason");
    return requests
        .request(member, orderId, reason, lines, input.idempotencyKey())
        .chain(views::byId)
        .chain(
            request ->
                orderViews
                    .byId(member, orderId)
                    .map(order -> RequestRefundPayload.of(order, request)));
  }

  @Mutation("withdrawRefundRequest")
  @RolesAllowed(Roles.MEMBER)
  @Description("Withdraws a request for a refund that waits (撤销售后); a withdrawn one stays so.")
  public Uni<WithdrawRefundRequestPayload> withdrawRefundRequest(
      @NonNull @Name("input") @Description("Which request.") WithdrawRefundRequestInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () -> {
          UUID id = RefundRequestView.ID.decode(input.requestId(), "input", "requestId");
          return requests
              .withdraw(member, id)
              .chain(() -> views.byId(id))
              .map(WithdrawRefundRequestPayload::of);
        },
        WithdrawRefundRequestPayload::refused);
  }

  @Query("refundRequests")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Requests for refunds of all members (售后列表), newest first; for staff.")
  public Uni<RefundRequestConnection> refundRequests(
      @Description("Only those in this state; all unless given.") RefundRequestState state,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return views.page(state, first, after).map(RefundRequestConnection::of);
  }

  @Mutation("decideRefundRequest")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Decides about a request for a refund (处理售后), once: refunds exactly what was asked for, or"
          + " declines with an answer that the member reads.")
  public Uni<DecideRefundRequestPayload> decideRefundRequest(
      @NonNull @Name("input") @Description("Which request, and what is decided.")
          DecideRefundRequestInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> {
          UUID id = RefundRequestView.ID.decode(input.requestId(), "input", "requestId");
          return decide(operator, id, input)
              .chain(() -> views.byId(id))
              .map(DecideRefundRequestPayload::of);
        },
        DecideRefundRequestPayload::refused);
  }

  private Uni<UUID> decide(UUID operator, UUID id, DecideRefundRequestInput input) {
    String key = input.idempotencyKey();
    return switch (input.decision()) {
      case APPROVE ->
          requests.approve(
              operator, id, Text.optional(input.answer(), LONGEST_TEXT, "input", "answer"), key);
      case REJECT ->
          requests.reject(
              operator, id, Text.required(input.answer(), LONGEST_TEXT, "input", "answer"), key);
    };
  }

  @NonNull
  @Description("What the member asked back of it (售后申请), newest first, at most 20.")
  public Uni<List<@NonNull List<@NonNull RefundRequestView>>> refundRequests(
      @Source List<OrderView> orders) {
    return views.ofOrders(orders);
  }
}
