package io.siyu.order;

import io.quarkus.arc.All;
import io.siyu.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the part of Siyu that an order belongs to. */
@ApplicationScoped
class OrderParticipants {

  private final OrderRepository orders;
  private final List<OrderParticipant> all;

  OrderParticipants(OrderRepository orders, @All List<OrderParticipant> all) {
    this.orders = orders;
    this.all = all;
  }

  Uni<Void> paid(List<PaidOrder> orders) {
    Map<OrderSource, List<PaidOrder>> bySource = new EnumMap<>(OrderSource.class);
    for (PaidOrder paid : orders) {
      bySource.computeIfAbsent(paid.order().source(), source -> new ArrayList<>()).add(paid);
    }
    Uni<Void> all = Uni.createFrom().voidItem();
    for (OrderParticipant participant : this.all) {
      List<PaidOrder> own = bySource.get(participant.source());
      if (own != null) {
        all = all.chain(() -> participant.onPaid(own));
      }
    }
    return all;
  }

  /**
   * @param paidAt by order; of others, too
   */
  Uni<Void> lateMoney(List<OrderRow> orders, Map<UUID, Instant> paidAt) {
    Map<OrderSource, Map<UUID, Instant>> bySource = new EnumMap<>(OrderSource.class);
    for (OrderRow order : orders) {
      bySource
          .computeIfAbsent(order.source(), source -> new HashMap<>())
          .put(order.id(), paidAt.get(order.id()));
    }
    Uni<Void> all = Uni.createFrom().voidItem();
    for (OrderParticipant participant : this.all) {
      Map<UUID, Instant> own = bySource.get(participant.source());
      if (own != null) {
        all = all.chain(() -> participant.onLateMoney(own));
      }
    }
    return all;
  }

  Uni<Void> released(OrderRow order) {
    return tell(order, participant -> participant::onReleased);
  }

  Uni<Void> refunded(OrderRow order) {
    return tell(order, participant -> participant::onRefunded);
  }

  /**
   * @param field which names the part
   * @throws Refusal NOT_REFUNDABLE when the order is refunded as a whole only
   */
  Uni<Void> requireParts(OrderRow order, String field) {
    OrderParticipant participant = bySource().get(order.source());
    return participant == null
        ? Uni.createFrom().voidItem()
        : facts(order)
            .chain(participant::whyWholeOnly)
            .invoke(
                why -> {
                  if (why != null) {
                    throw Refusal.of(OrderErrorCode.NOT_REFUNDABLE, why, "input", field)
                        .with("status", order.status());
                  }
                })
            .replaceWithVoid();
  }

  /** Of which money alone was given back, nobody hears. */
  Uni<Void> partRefunded(OrderRow order, List<LineRefund> parts) {
    Map<UUID, Integer> units =
        parts.stream()
            .filter(part -> part.quantity() > 0)
            .collect(
                Collectors.toMap(part -> part.line().skuId(), LineRefund::quantity, Integer::sum));
    return units.isEmpty()
        ? Uni.createFrom().voidItem()
        : tell(order, participant -> facts -> participant.onUnitsRefunded(facts, units));
  }

  /**
   * @return null when the order may be paid
   */
  Uni<Refusal> obstacleToPaying(OrderRow order) {
    OrderParticipant participant = bySource().get(order.source());
    return participant == null
        ? Uni.createFrom().nullItem()
        : participant.obstacleToPaying(order.id());
  }

  Uni<Boolean> mayShip(OrderRow order) {
    OrderParticipant participant = bySource().get(order.source());
    return participant == null
        ? Uni.createFrom().item(true)
        : facts(order).chain(participant::mayShip);
  }

  private Uni<Void> tell(
      OrderRow order, Function<OrderParticipant, Function<OrderFacts, Uni<Void>>> step) {
    OrderParticipant participant = bySource().get(order.source());
    return participant == null
        ? Uni.createFrom().voidItem()
        : facts(order).chain(facts -> step.apply(participant).apply(facts));
  }

  private Map<OrderSource, OrderParticipant> bySource() {
    return all.stream().collect(Collectors.toMap(OrderParticipant::source, Function.identity()));
  }

  private Uni<OrderFacts> facts(OrderRow order) {
    return orders
        .lines(order.id())
        .map(
            lines ->
                new OrderFacts(
                    order.id(),
                    order.member(),
                    order.source(),
                    order.sourceId(),
                    order.total(),
                    lines.stream().map(OrderParticipants::line).toList()));
  }

  private static OrderLineFacts line(OrderLineRow line) {
    return new OrderLineFacts(
        line.id(), line.skuId(), line.quantity(), line.unitPrice(), line.paid());
  }
}
