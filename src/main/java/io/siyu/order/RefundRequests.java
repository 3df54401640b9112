package io.siyu.order;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * After-sale (售后): members ask for refunds, staff decide. Whatever happens to a request happens
 * under its member's lock, as everything that happens to the order does.
 */
@ApplicationScoped
class RefundRequests {

  /** Of one order, ended ones included: whoever goes on asking talks to the shop. */
  static final int MOST_OF_AN_ORDER = 20;

  private final Database database;
  private final Idempotency idempotency;
  private final OrderRepository orders;
  private final OrderRefunds refunds;
  private final OrderLineRefunds lineRefunds;
  private final RefundRequestRows requests;
  private final Audit audit;
  private final Clock clock;
  private final CrashPoints crashPoints;

  RefundRequests(
      Database database,
      Idempotency idempotency,
      OrderRepository orders,
      OrderRefunds refunds,
      OrderLineRefunds lineRefunds,
      RefundRequestRows requests,
      Audit audit,
      Clock clock,
      CrashPoints crashPoints) {
    this.database = database;
    this.idempotency = idempotency;
    this.orders = orders;
    this.refunds = refunds;
    this.lineRefunds = lineRefunds;
    this.requests = requests;
    this.audit = audit;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  /**
   * Asks once per key.
   *
   * @param lines null for all that is left
   * @return the request's id
   * @throws Refusal NOT_REFUNDABLE, REFUND_EXCEEDS_PAID when less is left, REFUND_ALREADY_REQUESTED
   */
  Uni<UUID> request(
      UUID member, UUID orderId, String reason, List<LineUnits> lines, String idempotencyKey) {
    return idempotency.once(
        member,
        "requestRefund",
        idempotencyKey,
        lines == null ? Fingerprint.of(orderId, reason) : Fingerprint.of(orderId, reason, lines),
        () ->
            orders
                .getOwn(member, orderId)
                .chain(() -> lineRefunds.refundable(orderId, lines))
                .chain(
                    units ->
                        requests
                            .asked(orderId, units.stream().map(LineUnits::lineId).toList())
                            .invoke(RefundRequests::refuseMore)
                            .chain(() -> add(member, orderId, reason, units))));
  }

  private Uni<UUID> add(UUID member, UUID orderId, String reason, List<LineUnits> units) {
    UUID id = Ids.next();
    return requests
        .add(
            new RefundRequest(
                id,
                orderId,
                member,
                RefundRequestState.REQUESTED,
                reason,
                null,
                clock.instant(),
                null,
                units))
        .replaceWith(id);
  }

  /**
   * The member asks no more. Repeating it changes nothing.
   *
   * @throws Refusal REQUEST_ENDED when it was decided
   */
  Uni<Void> withdraw(UUID member, UUID id) {
    return database.transaction(
        () ->
            requests
                .get(id)
                .invoke(request -> requireOwn(member, request))
                .chain(request -> refunds.locked(request.orderId()))
                .chain(() -> requests.withdraw(id, clock.instant()))
                .chain(
                    done ->
                        done
                            ? Uni.createFrom().voidItem()
                            : requests
                                .get(id)
                                .invoke(now -> refuseUnless(RefundRequestState.WITHDRAWN, now))
                                .replaceWithVoid()));
  }

  /**
   * Refunds exactly what was asked for, once per key.
   *
   * @param answer what the member reads; may be null
   * @throws Refusal REQUEST_ENDED when somebody was faster, REFUND_EXCEEDS_PAID when less is left
   *     meanwhile: reject it then
   */
  Uni<UUID> approve(UUID operator, UUID id, String answer, String idempotencyKey) {
    return decide(
        operator,
        id,
        RefundDecision.APPROVE,
        answer,
        idempotencyKey,
        request ->
            lineRefunds
                .refund(request.orderId(), "REQUEST:" + id, request.units(), "REQUEST_APPROVED")
                .chain(refund -> requests.approve(id, operator, answer, refund, clock.instant())));
  }

  /**
   * Declines it, once per key.
   *
   * @param answer why; the member reads it
   * @throws Refusal REQUEST_ENDED when somebody was faster
   */
  Uni<UUID> reject(UUID operator, UUID id, String answer, String idempotencyKey) {
    return decide(
        operator,
        id,
        RefundDecision.REJECT,
        answer,
        idempotencyKey,
        request -> requests.reject(id, operator, answer, clock.instant()));
  }

  private Uni<UUID> decide(
      UUID operator,
      UUID id,
      RefundDecision decision,
      String answer,
      String idempotencyKey,
      Decision work) {
    return idempotency.once(
        operator,
        "decideRefundRequest",
        idempotencyKey,
        Fingerprint.of(id, decision, answer),
        () ->
            requests
                .get(id)
                .chain(request -> refunds.locked(request.orderId()))
                .chain(() -> requests.get(id))
                .invoke(request -> refuseUnless(RefundRequestState.REQUESTED, request))
                .chain(work::on)
                .invoke(RefundRequests::requireDone)
                .chain(() -> record(operator, id, decision))
                .invoke(() -> crashPoints.reach("refundRequest.beforeCommit"))
                .replaceWith(id));
  }

  private Uni<Void> record(UUID operator, UUID id, RefundDecision decision) {
    return audit.record(
        operator,
        "decideRefundRequest",
        RefundRequestView.ID.encode(id),
        new JsonObject().put("decision", decision.name()));
  }

  private static void requireOwn(UUID member, RefundRequest request) {
    if (!request.member().equals(member)) {
      throw RequestFailure.notFound("Refund request");
    }
  }

  private static void requireDone(boolean done) {
    if (!done) {
      throw new IllegalStateException("A request ended without its member's lock.");
    }
  }

  private static void refuseUnless(RefundRequestState needed, RefundRequest request) {
    if (request.state() != needed) {
      throw Refusal.of(
              OrderErrorCode.REQUEST_ENDED,
              "The request has ended; `requestState` says how.",
              "input",
              "requestId")
          .with("requestState", request.state());
    }
  }

  private static void refuseMore(RefundRequestRows.Asked asked) {
    if (asked.open()) {
      throw Refusal.of(
          OrderErrorCode.REFUND_ALREADY_REQUESTED,
          "A request for one of these lines is open: wait for it, or withdraw it first.",
          "input",
          "lines");
    }
    if (asked.requests() >= MOST_OF_AN_ORDER) {
      throw Refusal.of(
          OrderErrorCode.NOT_REFUNDABLE,
          "Enough was asked about this order; talk to the shop.",
          "input",
          "orderId");
    }
  }

  /** Answers whether the request was open. */
  private interface Decision {
    Uni<Boolean> on(RefundRequest request);
  }
}
