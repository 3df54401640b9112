package io.siyu.wechat;

import java.time.Instant;
import java.util.Objects;

/**
 * One thing that one person did in a chat group of customers, or that became of the group, as WeCom
 * tells it. What somebody wrote is dropped on arrival: what isn't kept can't leak.
 *
 * @param id WeCom's for the message, or made of what is told of a coming or going; the same id of
 *     the same person and kind is the same thing
 * @param person the external_userid of a customer, never of staff; null of what is about all
 * @param chat the group's id
 * @param at when it happened
 */
public record WeComNotice(Kind kind, String id, String person, String chat, Instant at) {

  /** What happened. */
  public enum Kind {
    /** A message of whatever type. */
    MESSAGE,
    /** Came into the group. */
    JOINED,
    /** Left it, or was removed. */
    LEFT,
    /** The group is no more, and with it everybody has left. */
    DISSOLVED
  }

  public WeComNotice {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
    if ((person == null) != (kind == Kind.DISSOLVED)) {
      throw new IllegalArgumentException("What somebody did has a person, nothing else has.");
    }
    Objects.requireNonNull(chat, "chat");
    Objects.requireNonNull(at, "at");
  }

  /** Hides all ids: they are personal data, and a record's own text would put them into logs. */
  @Override
  public String toString() {
    return "WeComNotice[" + kind + "]";
  }
}
