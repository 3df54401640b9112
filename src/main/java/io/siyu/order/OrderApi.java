package io.siyu.order;

import io.siyu.member.Viewer;
import io.siyu.payment.SandboxPayments;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Orders of the logged-in member. */
@GraphQLApi
@ApplicationScoped
public class OrderApi {

  private final Caller caller;
  private final OrderQuotes quotes;
  private final OrderService orders;
  private final OrderCheckout checkout;
  private final OrderViews views;
  private final SandboxPayments sandbox;

  OrderApi(
      Caller caller,
      OrderQuotes quotes,
      OrderService orders,
      OrderCheckout checkout,
      OrderViews views,
      SandboxPayments sandbox) {
    this.caller = caller;
    this.quotes = quotes;
    this.orders = orders;
    this.checkout = checkout;
    this.views = views;
    this.sandbox = sandbox;
  }

  @Query("quoteOrder")
  @RolesAllowed(Roles.MEMBER)
  @Description("Prices a basket (订单试算) and says which coupons could be used; changes nothing.")
  public Uni<QuoteOrderPayload> quoteOrder(
      @NonNull @Name("input") @Description("The basket.") QuoteOrderInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () -> quotes.quote(OrderInputs.basket(member, input)).map(QuoteOrderPayload::of),
        QuoteOrderPayload::refused);
  }

  @Mutation("createOrder")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Makes an order (下单): reserves the goods, holds the coupons and takes the points, all or"
          + " nothing. It is cancelled unless paid within 15 minutes.")
  public Uni<CreateOrderPayload> createOrder(
      @NonNull @Name("input") @Description("The order.") CreateOrderInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            orders
                .create(OrderInputs.order(member, input), input.idempotencyKey())
                .chain(id -> views.byId(member, id))
                .map(CreateOrderPayload::of),
        CreateOrderPayload::refused);
  }

  @Mutation("payOrder")
  @RolesAllowed(Roles.MEMBER)
  @Description("Begins to pay an order (支付); repeating it is safe.")
  public Uni<PayOrderPayload> payOrder(
      @NonNull @Name("input") @Description("Which order.") PayOrderInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () -> {
          UUID id = orderId(input.orderId());
          return checkout
              .prepay(member, id)
              .chain(
                  prepay -> views.byId(member, id).map(order -> PayOrderPayload.of(order, prepay)));
        },
        PayOrderPayload::refused);
  }

  @Mutation("cancelOrder")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Cancels an unpaid order (取消订单) and gives back what it held; a cancelled one stays so.")
  public Uni<CancelOrderPayload> cancelOrder(
      @NonNull @Name("input") @Description("Which order.") CancelOrderInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            change(member, input.orderId(), id -> orders.cancel(member, id))
                .map(CancelOrderPayload::of),
        CancelOrderPayload::refused);
  }

  @Mutation("confirmReceipt")
  @RolesAllowed(Roles.MEMBER)
  @Description("The member has the goods (确认收货): the order is complete and its points count.")
  public Uni<ConfirmReceiptPayload> confirmReceipt(
      @NonNull @Name("input") @Description("Which order.") ConfirmReceiptInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            change(member, input.orderId(), id -> orders.confirmReceipt(member, id))
                .map(ConfirmReceiptPayload::of),
        ConfirmReceiptPayload::refused);
  }

  @Mutation("sandboxPay")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Pays an order with play money (沙箱支付), as WeChat would. For development and tests: it does"
          + " not exist in production.")
  public Uni<SandboxPayPayload> sandboxPay(
      @NonNull @Name("input") @Description("Which order.") SandboxPayInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            change(
                    member,
                    input.orderId(),
                    id -> views.byId(member, id).chain(order -> sandbox.pay(id, input.behaviour())))
                .map(SandboxPayPayload::of),
        SandboxPayPayload::refused);
  }

  @Description("The member's orders (我的订单), newest first.")
  public Uni<OrderConnection> orders(
      @Source Viewer viewer,
      @Description("Only those in this state; all unless given.") OrderStatus status,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return views
        .page(OrderFilter.of(viewer.memberId(), status), first, after)
        .map(OrderConnection::of);
  }

  @Description("One of the member's orders.")
  public Uni<OrderView> order(
      @Source Viewer viewer, @NonNull @Id @Description("Id of the order.") String id) {
    return views.byId(viewer.memberId(), OrderView.ID.decode(id, "id"));
  }

  @NonNull
  @Description("What was ordered (订单行), 1–50 lines.")
  public Uni<List<@NonNull List<@NonNull OrderLineView>>> lines(@Source List<OrderView> orders) {
    return views.lines(orders);
  }

  @NonNull
  @Description("What was given back (退款记录), oldest first; of more than 20 the newest 20.")
  public Uni<List<@NonNull List<@NonNull OrderRefundView>>> refunds(
      @Source List<OrderView> orders) {
    return views.refunds(orders);
  }

  /** Does something with the member's order, then reads it again. */
  private <T> Uni<OrderView> change(UUID member, String orderId, Function<UUID, Uni<T>> work) {
    UUID id = orderId(orderId);
    return work.apply(id).chain(() -> views.byId(member, id));
  }

  private static UUID orderId(String id) {
    return OrderView.ID.decode(id, "input", "orderId");
  }
}
