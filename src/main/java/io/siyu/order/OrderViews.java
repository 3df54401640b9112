package io.siyu.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Orders as the API shows them, for every feature whose payloads carry one. */
@ApplicationScoped
public class OrderViews {

  /**
   * @throws io.siyu.kernel.RequestFailure NOT_FOUND when it is not the member's
   */
  public Uni<OrderView> byId(UUID memberId, UUID orderId) {
    throw new UnsupportedOperationException();
  }

  /** Whoever they belong to, in one query; unknown ids are absent. */
  public Uni<Map<UUID, OrderView>> byIds(Collection<UUID> orderIds) {
    throw new UnsupportedOperationException();
  }
}
