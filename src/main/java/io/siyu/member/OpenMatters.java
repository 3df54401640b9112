package io.siyu.member;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Implemented by features in which something of a member's can be under way. */
public interface OpenMatters {

  /** Enough to show: nobody has to see all of them at once. */
  int AT_MOST = 20;

  /**
   * What keeps the member from leaving, oldest first, at most {@link #AT_MOST}. In the caller's
   * transaction, after the member's row was locked.
   */
  Uni<List<OpenMatter>> of(UUID member);
}
