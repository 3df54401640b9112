package io.siyu.outreach;

import java.util.UUID;

/**
 * Something to put into a member's inbox.
 *
 * @param uniqueKey what has been sent under this key is never sent again
 * @param title 1–60 characters
 * @param body 1–10,000 characters, lines separated by line feeds
 * @param chain the chain-buy that it is about, which a tap on it opens; or null
 * @param team the team of that team buy; or null
 */
public record InboxMessage(
    String uniqueKey,
    UUID member,
    NotificationKind kind,
    String title,
    String body,
    UUID chain,
    UUID team) {

  public InboxMessage(
      String uniqueKey, UUID member, NotificationKind kind, String title, String body) {
    this(uniqueKey, member, kind, title, body, null, null);
  }

  /**
   * @param team null when it is about the chain-buy as a whole
   */
  InboxMessage about(UUID chain, UUID team) {
    return new InboxMessage(uniqueKey, member, kind, title, body, chain, team);
  }
}
