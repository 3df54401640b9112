package io.siyu.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who looks at the shop, as far as it decides what there is to see.
 *
 * @param inside whether it is a member
 * @param level of the member's tier
 * @param isNew whether what is for new members alone is for this one
 * @param segments in which the member is, of those that products are meant for
 */
record Shopper(boolean inside, int level, boolean isNew, Set<UUID> segments) {

  static final Shopper ANYBODY = new Shopper(false, 0, false, Set.of());

  Shopper {
    segments = Set.copyOf(segments);
  }

  /** The parameters of {@link ProductAudience#SUITS}, and those that follow. */
  Object[] parameters(Object... more) {
    List<Object> all = new ArrayList<>(List.of(inside, level, isNew, segments));
    // Unlike List.of, this takes nulls.
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }
}
