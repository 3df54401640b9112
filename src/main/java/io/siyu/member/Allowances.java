package io.siyu.member;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * A limit per person of one feature, or what a person owes it. Implemented by every feature that
 * counts something per member: whoever deletes the account and returns goes on with what was used
 * up then, though nobody knows which records it came from.
 */
public interface Allowances {

  /** Of one kind; the latest offers come first, and nobody has used more. */
  int AT_MOST = 500;

  /** Name of the kind in the database and in exports, at most 40 characters; never changes. */
  String kind();

  /**
   * What the member has used of limits that may still matter, at most {@link #AT_MOST}. In the
   * caller's lane.
   */
  Uni<List<Allowance>> used(UUID member);

  /**
   * Adds this to what the member has used, in the caller's transaction, in which the member is
   * locked or new. What refers to an offer that has ended, or to a period that is over, is left
   * out.
   *
   * @param used not empty; each subject and period once
   */
  Uni<Void> restore(UUID member, List<Allowance> used);
}
