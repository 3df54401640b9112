package io.siyu.outreach;

import java.util.UUID;

/**
 * Something to put into a member's inbox.
 *
 * @param uniqueKey what has been sent under this key is never sent again
 * @param title 1–60 characters
 * @param body 1–10,000 characters, lines separated by line feeds
 */
public record InboxMessage(
    String uniqueKey, UUID member, NotificationKind kind, String title, String body) {}
