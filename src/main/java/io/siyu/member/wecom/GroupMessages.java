package io.siyu.member.wecom;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/** Whoever wants to know that a member wrote in a chat group; what was written nobody gets. */
public interface GroupMessages {

  /**
   * Runs in the transaction that also marks the message, with the member's row locked; may be told
   * of the same message again.
   *
   * @param chatId WeCom's id of the group
   * @param messageId WeCom's, at most 128 characters; the same of the same member is the same one
   */
  Uni<Void> written(UUID member, String chatId, String messageId, Instant at);
}
