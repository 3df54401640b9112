package io.siyu.order;

import io.siyu.kernel.Refusal;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** What members do with their orders. */
@ApplicationScoped
public class OrderService {

  private final Database database;
  private final Idempotency idempotency;
  private final OrderCreation creation;
  private final OrderCancellation cancellation;
  private final OrderRefunds refunds;
  private final MemberDirectory members;
  private final OrderRepository orders;
  private final OrderCompletion completion;
  private final Clock clock;
  private final CrashPoints crashPoints;

  OrderService(
      Database database,
      Idempotency idempotency,
      OrderCreation creation,
      OrderCancellation cancellation,
      OrderRefunds refunds,
      MemberDirectory members,
      OrderRepository orders,
      OrderCompletion completion,
      Clock clock,
      CrashPoints crashPoints) {
    this.database = database;
    this.idempotency = idempotency;
    this.creation = creation;
    this.cancellation = cancellation;
    this.refunds = refunds;
    this.members = members;
    this.orders = orders;
    this.completion = completion;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  /**
   * Creates an order of the shop, once per key.
   *
   * @return the order's id
   * @throws Refusal with a code of {@link OrderErrorCode}
   */
  public Uni<UUID> create(NewOrder order, String idempotencyKey) {
    Fingerprint fingerprint =
        Fingerprint.of(order.lines(), order.couponIds(), order.points(), order.delivery());
    return idempotency
        .once(
            order.member(),
            "createOrder",
            idempotencyKey,
            fingerprint,
            () -> creation.create(order))
        .invoke(() -> crashPoints.reach("order.afterCommit"));
  }

  /**
   * Cancels the member's unpaid order; a cancelled one stays so. Outside of a transaction.
   *
   * @throws Refusal ALREADY_PAID when it is paid, perhaps just now
   */
  public Uni<Void> cancel(UUID member, UUID orderId) {
    return database
        .read(() -> orders.getOwn(member, orderId))
        .chain(order -> cancellation.cancel(orderId, "CANCELLED_BY_MEMBER"))
        .invoke(
            result -> {
              if (result == CancelResult.ALREADY_PAID) {
                throw Refusal.of(
                    OrderErrorCode.ALREADY_PAID,
                    "The order is paid; ask for a refund instead.",
                    "input",
                    "orderId");
              }
            })
        .replaceWithVoid();
  }

  /**
   * Refunds the member's order while it has not left the shop, once per key.
   *
   * @throws Refusal NOT_REFUNDABLE
   */
  public Uni<UUID> requestRefund(UUID member, UUID orderId, String idempotencyKey) {
    return idempotency.once(
        member,
        "requestRefund",
        idempotencyKey,
        Fingerprint.of(orderId),
        () ->
            orders
                .getOwn(member, orderId)
                .chain(order -> members.lock(order.member()))
                .chain(() -> orders.get(orderId))
                .invoke(OrderService::refuseUnlessRefundable)
                .chain(() -> refunds.refundWhole(orderId, "REQUESTED_BY_MEMBER"))
                .replaceWith(orderId));
  }

  /**
   * The member has the goods: the order is complete. Repeating it changes nothing.
   *
   * @throws Refusal WRONG_STATUS when they were not sent or laid ready
   */
  public Uni<Void> confirmReceipt(UUID member, UUID orderId) {
    Instant now = clock.instant();
    return database.transaction(
        () ->
            orders
                .getOwn(member, orderId)
                .chain(order -> members.lock(order.member()))
                .chain(() -> completion.complete(orderId, "RECEIVED_BY_MEMBER", now))
                .chain(
                    done ->
                        done
                            ? Uni.createFrom().voidItem()
                            : orders
                                .get(orderId)
                                .invoke(OrderService::refuseUnlessCompleted)
                                .replaceWithVoid()));
  }

  private static void refuseUnlessRefundable(OrderRow order) {
    if (order.source() == OrderSource.CHAIN) {
      throw Refusal.of(
          OrderErrorCode.NOT_REFUNDABLE,
          "This order belongs to a chain-buy: withdraw from the chain instead.",
          "input",
          "orderId");
    }
    if (order.status() != OrderStatus.PAID && order.status() != OrderStatus.REFUNDED) {
      throw Refusal.of(
              OrderErrorCode.NOT_REFUNDABLE,
              "Only a paid order that is not on its way can be refunded by yourself.",
              "input",
              "orderId")
          .with("status", order.status());
    }
  }

  private static void refuseUnlessCompleted(OrderRow order) {
    if (order.status() != OrderStatus.COMPLETED) {
      throw wrongStatus(order);
    }
  }

  static Refusal wrongStatus(OrderRow order) {
    return Refusal.of(
            OrderErrorCode.WRONG_STATUS,
            "The order's state does not allow this.",
            "input",
            "orderId")
        .with("status", order.status());
  }
}
