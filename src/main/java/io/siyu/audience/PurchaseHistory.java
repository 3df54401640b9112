package io.siyu.audience;

import io.smallrye.mutiny.Uni;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What members have ordered, as the feature that keeps orders knows it. The projections are brought
 * to where it stands instead of being counted up, so that events may come in any order and twice.
 */
public interface PurchaseHistory {

  /** Everything so far, by day of the zone; in the caller's lane. */
  Uni<List<PurchaseDay>> of(Collection<UUID> members, ZoneId zone);
}
