package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What staff do with orders; every change is audited. */
@ApplicationScoped
public class OrderFulfilment {

  private static final String CAUSE = "REFUNDED_BY_OPERATOR";
  private static final String HAND_OVER = "handOverOrder";
  private static final String REFUND = "refundOrder";

  private final Database database;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final OrderRepository orders;
  private final OrderRefunds refunds;
  private final OrderLineRefunds lineRefunds;
  private final OrderParticipants participants;
  private final OrderCompletion completion;
  private final Audit audit;
  private final Clock clock;

  OrderFulfilment(
      Database database,
      Idempotency idempotency,
      MemberDirectory members,
      OrderRepository orders,
      OrderRefunds refunds,
      OrderLineRefunds lineRefunds,
      OrderParticipants participants,
      OrderCompletion completion,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.idempotency = idempotency;
    this.members = members;
    this.orders = orders;
    this.refunds = refunds;
    this.lineRefunds = lineRefunds;
    this.participants = participants;
    this.completion = completion;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A paid delivery leaves the shop. The same parcel again changes nothing.
   *
   * @throws Refusal WRONG_STATUS, or NOT_READY_TO_SHIP
   */
  public Uni<Void> ship(UUID operator, UUID orderId, String carrier, String trackingNumber) {
    return dispatch(
        operator,
        orderId,
        OrderStatus.SHIPPED,
        "shipOrder",
        () -> orders.noteParcel(orderId, carrier, trackingNumber),
        order -> carrier.equals(order.carrier()) && trackingNumber.equals(order.trackingNumber()));
  }

  /**
   * A paid pick-up lies ready. Repeating it changes nothing.
   *
   * @throws Refusal WRONG_STATUS, or NOT_READY_TO_SHIP
   */
  public Uni<Void> markReady(UUID operator, UUID orderId) {
    return dispatch(
        operator,
        orderId,
        OrderStatus.READY_FOR_PICKUP,
        "markReadyForPickup",
        () -> Uni.createFrom().voidItem(),
        order -> true);
  }

  /**
   * A pick-up that lay ready is in the member's hands: the order is complete, as if the member had
   * said so. Repeating it, also after the member said so, changes nothing.
   *
   * @throws Refusal WRONG_STATUS when it did not lie ready, or is a delivery
   */
  public Uni<Void> handOver(UUID operator, UUID orderId) {
    return database.transaction(
        () ->
            orders
                .get(orderId)
                .chain(order -> members.lock(order.member()))
                .chain(() -> orders.get(orderId))
                .invoke(OrderFulfilment::refuseUnlessPickUp)
                .chain(() -> completion.complete(orderId, HAND_OVER, clock.instant()))
                .chain(
                    done ->
                        done ? record(operator, HAND_OVER, orderId) : Uni.createFrom().voidItem()));
  }

  /**
   * Refunds the order or some of its lines, once per key.
   *
   * @param reason for the audit log
   * @param lines null for all that is left
   * @throws Refusal NOT_REFUNDABLE when it is not paid, REFUND_EXCEEDS_PAID when less is left
   */
  public Uni<UUID> refund(
      UUID operator, UUID orderId, String reason, List<LineUnits> lines, String idempotencyKey) {
    JsonObject details = new JsonObject().put("reason", reason);
    return lines == null
        ? refund(
            operator,
            orderId,
            new Asked(idempotencyKey, Fingerprint.of(orderId, reason), details),
            () -> refunds.refundWhole(orderId, CAUSE))
        : refund(
            operator,
            orderId,
            new Asked(
                idempotencyKey,
                Fingerprint.of(orderId, reason, lines),
                details.put("lines", LineUnits.json(lines))),
            () ->
                lineRefunds.refund(orderId, "LINES:" + Ids.next(), lines, CAUSE).replaceWithVoid());
  }

  /**
   * Gives money back, once per key, for goods that stay sold.
   *
   * @param reason for the audit log
   * @param amount more than nothing
   * @throws Refusal NOT_REFUNDABLE when it is not paid or refunded as a whole only,
   *     REFUND_EXCEEDS_PAID when less is left
   */
  public Uni<UUID> refundAmount(
      UUID operator, UUID orderId, String reason, Money amount, String idempotencyKey) {
    return refund(
        operator,
        orderId,
        new Asked(
            idempotencyKey,
            Fingerprint.of(orderId, reason, amount.fen()),
            new JsonObject().put("reason", reason).put("amountFen", amount.fen())),
        () ->
            refunds
                .locked(orderId)
                .invoke(OrderRefunds::refuseUnlessPaid)
                .call(order -> participants.requireParts(order, "amount"))
                .invoke(order -> refuseMoreThanIsLeft(order, amount))
                .chain(() -> refunds.refundPart(orderId, "AMOUNT:" + Ids.next(), amount, CAUSE)));
  }

  private static void refuseMoreThanIsLeft(OrderRow order, Money amount) {
    Money left = order.total().minus(order.refunded());
    if (amount.compareTo(left) > 0) {
      throw Refusal.of(
          OrderErrorCode.REFUND_EXCEEDS_PAID,
          "More would be given back than was paid: " + left.fen() + " fen are left.",
          "input",
          "amount");
    }
  }

  private Uni<UUID> refund(UUID operator, UUID orderId, Asked asked, Supplier<Uni<Void>> work) {
    return idempotency.once(
        operator,
        REFUND,
        asked.key(),
        asked.fingerprint(),
        () ->
            orders
                .get(orderId)
                .invoke(OrderFulfilment::refuseUnlessPaid)
                .chain(() -> work.get())
                .chain(
                    () ->
                        audit.record(
                            operator, REFUND, OrderView.ID.encode(orderId), asked.details()))
                .replaceWith(orderId));
  }

  /**
   * A refund as it was asked for.
   *
   * @param details for the audit log
   */
  private record Asked(String key, Fingerprint fingerprint, JsonObject details) {}

  private Uni<Void> dispatch(
      UUID operator,
      UUID orderId,
      OrderStatus to,
      String action,
      Supplier<Uni<Void>> before,
      java.util.function.Predicate<OrderRow> sameAsDone) {
    return database.transaction(
        () ->
            orders
                .get(orderId)
                .chain(order -> members.lock(order.member()))
                .chain(() -> orders.get(orderId))
                .chain(
                    order -> {
                      if (order.status() == to && sameAsDone.test(order)) {
                        return Uni.createFrom().voidItem();
                      }
                      refuseUnless(order, to);
                      return participants
                          .mayShip(order)
                          .invoke(OrderFulfilment::refuseUnlessReady)
                          .chain(() -> before.get())
                          .chain(() -> move(operator, orderId, to, action));
                    }));
  }

  private Uni<Void> move(UUID operator, UUID orderId, OrderStatus to, String action) {
    return orders
        .moveSurely(orderId, to, action, null, clock.instant())
        .chain(() -> record(operator, action, orderId));
  }

  private Uni<Void> record(UUID operator, String action, UUID orderId) {
    return audit.record(operator, action, OrderView.ID.encode(orderId), new JsonObject());
  }

  private static void refuseUnlessPickUp(OrderRow order) {
    boolean known =
        order.status() == OrderStatus.READY_FOR_PICKUP || order.status() == OrderStatus.COMPLETED;
    if (!known || order.delivery().kind() != DeliveryKind.PICK_UP) {
      throw OrderService.wrongStatus(order);
    }
  }

  private static void refuseUnless(OrderRow order, OrderStatus to) {
    DeliveryKind needed = to == OrderStatus.SHIPPED ? DeliveryKind.DELIVERY : DeliveryKind.PICK_UP;
    if (!to.predecessors().contains(order.status()) || order.delivery().kind() != needed) {
      throw OrderService.wrongStatus(order);
    }
  }

  private static void refuseUnlessReady(boolean ready) {
    if (!ready) {
      throw Refusal.of(
          OrderErrorCode.NOT_READY_TO_SHIP,
          "These goods may not leave yet: their chain-buy has not succeeded.",
          "input",
          "orderId");
    }
  }

  private static void refuseUnlessPaid(OrderRow order) {
    if (order.status() == OrderStatus.PENDING_PAYMENT || order.status() == OrderStatus.CANCELLED) {
      throw Refusal.of(
              OrderErrorCode.NOT_REFUNDABLE,
              "The order is not paid. Late money of a cancelled order is refunded by itself.",
              "input",
              "orderId")
          .with("status", order.status());
    }
  }
}
