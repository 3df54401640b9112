package io.siyu.order;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The goods were received. */
@RegisterForReflection
public record OrderCompleted(
    UUID orderId,
    UUID member,
    OrderSource source,
    UUID sourceId,
    long totalFen,
    long freightFen,
    Instant completedAt,
    List<OrderLineAmount> lines)
    implements DomainEvent {

  @Override
  public String eventKey() {
    return orderId.toString();
  }
}
