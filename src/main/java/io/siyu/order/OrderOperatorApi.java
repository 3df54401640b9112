package io.siyu.order;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.IdType;
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

/** Orders as staff see and move them. */
@GraphQLApi
@ApplicationScoped
public class OrderOperatorApi {

  private static final IdType MEMBER_ID = IdType.of("member");

  private final Caller caller;
  private final OrderFulfilment fulfilment;
  private final OrderViews views;

  OrderOperatorApi(Caller caller, OrderFulfilment fulfilment, OrderViews views) {
    this.caller = caller;
    this.fulfilment = fulfilment;
    this.views = views;
  }

  @Query("orders")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Orders of all members (订单列表), newest first; for staff.")
  public Uni<OrderConnection> orders(
      @Description("Which orders; all unless given.") OrdersFilterInput filter,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return views.page(filter(filter), first, after).map(OrderConnection::of);
  }

  @Mutation("shipOrder")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("A paid delivery leaves the shop (发货).")
  public Uni<ShipOrderPayload> shipOrder(
      @NonNull @Name("input") @Description("Which order, and its parcel.") ShipOrderInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> {
          UUID id = OrderView.ID.decode(input.orderId(), "input", "orderId");
          String carrier = Text.requiredLine(input.carrier(), 30, "input", "carrier");
          String number = Text.requiredLine(input.trackingNumber(), 40, "input", "trackingNumber");
          return fulfilment
              .ship(operator, id, carrier, number)
              .chain(() -> views.any(id))
              .map(ShipOrderPayload::of);
        },
        ShipOrderPayload::refused);
  }

  @Mutation("markReadyForPickup")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("A paid pick-up lies ready at the store (备货完成).")
  public Uni<MarkReadyForPickupPayload> markReadyForPickup(
      @NonNull @Name("input") @Description("Which order.") MarkReadyForPickupInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> {
          UUID id = OrderView.ID.decode(input.orderId(), "input", "orderId");
          return fulfilment
              .markReady(operator, id)
              .chain(() -> views.any(id))
              .map(MarkReadyForPickupPayload::of);
        },
        MarkReadyForPickupPayload::refused);
  }

  @Mutation("handOverOrder")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description(
      "The member has picked the goods up at the store (自提核销): the order is complete. Repeating it"
          + " changes nothing.")
  public Uni<HandOverOrderPayload> handOverOrder(
      @NonNull @Name("input") @Description("Which order.") HandOverOrderInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> {
          UUID id = OrderView.ID.decode(input.orderId(), "input", "orderId");
          return fulfilment
              .handOver(operator, id)
              .chain(() -> views.any(id))
              .map(HandOverOrderPayload::of);
        },
        HandOverOrderPayload::refused);
  }

  @Mutation("refundOrder")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Refunds an order (退款), whole, by its lines or by a sum, whatever its state after payment; the"
          + " money follows. Freight comes back with the last line. Lines and sums of an order of a"
          + " chain-buy (接龙) are refunded once its entry is confirmed; of a flash sale (秒杀) the"
          + " whole only.")
  public Uni<RefundOrderPayload> refundOrder(
      @NonNull @Name("input") @Description("Which order, and why.") RefundOrderInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> {
          UUID id = OrderView.ID.decode(input.orderId(), "input", "orderId");
          String reason = Text.required(input.reason(), 200, "input", "reason");
          return refund(operator, id, reason, input)
              .chain(() -> views.any(id))
              .map(RefundOrderPayload::of);
        },
        RefundOrderPayload::refused);
  }

  private Uni<UUID> refund(UUID operator, UUID id, String reason, RefundOrderInput input) {
    List<LineUnits> lines = RefundLineInput.checked(input.lines());
    if (input.amount() == null) {
      return fulfilment.refund(operator, id, reason, lines, input.idempotencyKey());
    }
    if (lines != null) {
      throw new InvalidInput(List.of("input", "amount"), "Give lines or an amount, not both.");
    }
    Money amount =
        Money.ofFen(Numbers.inRange(input.amount(), 1, Integer.MAX_VALUE, "input", "amount"));
    return fulfilment.refundAmount(operator, id, reason, amount, input.idempotencyKey());
  }

  private static OrderFilter filter(OrdersFilterInput filter) {
    return filter == null
        ? OrderFilter.of(null, null)
        : new OrderFilter(
            id(MEMBER_ID, filter.memberId(), "memberId"),
            filter.status(),
            filter.source(),
            id(OrderDeliveryView.STORE_ID, filter.storeId(), "storeId"),
            filter.createdFrom(),
            filter.createdBefore(),
            Boolean.TRUE.equals(filter.refundRefused()),
            Boolean.TRUE.equals(filter.refundRequested()));
  }

  private static UUID id(IdType type, String id, String field) {
    return id == null ? null : type.decode(id, "filter", field);
  }
}
