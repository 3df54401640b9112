package io.siyu.member.wecom;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/** Whoever wants to know that a member is in a chat group, or no longer. */
public interface GroupAttendance {

  /**
   * The member came in, or wrote there. Runs in the transaction that also marks the notice, with
   * the member's row locked; may be told of the same again, late and in any order.
   *
   * @param chatId WeCom's id of the group
   * @param externalUserId as whom WeCom knows the member
   * @param reportId the same whenever this very thing is told
   */
  Uni<Void> seen(UUID member, String chatId, String externalUserId, String reportId, Instant at);

  /** The member left or was removed; otherwise as {@link #seen}. */
  Uni<Void> gone(UUID member, String chatId, String externalUserId, String reportId, Instant at);

  /**
   * The group is no more. Runs outside of a transaction, as there may be many members, and is begun
   * anew when it did not come to its end.
   */
  Uni<Void> dissolved(String chatId, String reportId, Instant at);
}
