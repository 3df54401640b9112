package io.siyu.member;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Implemented by features that keep books over members: points, coupons, orders and the like. */
public interface MemberLedger {

  /**
   * Whether anything stands in the books, so that this record of a person cannot vanish into
   * another one. In the caller's transaction, after the member's row was locked.
   */
  Uni<Boolean> hasEntries(UUID member);
}
