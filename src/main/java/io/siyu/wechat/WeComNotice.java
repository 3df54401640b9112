package io.siyu.wechat;

import java.time.Instant;
import java.util.Objects;

/**
 * One thing that one person did in a chat group of customers, as WeCom tells it. What somebody
 * wrote is dropped on arrival: what isn't kept can't leak.
 *
 * @param id WeCom's for the message; the same id of the same person is the same message
 * @param person the external_userid of a customer, never of staff
 * @param chat the group's id
 * @param at when it happened
 */
public record WeComNotice(Kind kind, String id, String person, String chat, Instant at) {

  /** What happened. */
  public enum Kind {
    /** A message of whatever type. */
    MESSAGE
  }

  public WeComNotice {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(chat, "chat");
    Objects.requireNonNull(at, "at");
  }

  /** Hides all ids: they are personal data, and a record's own text would put them into logs. */
  @Override
  public String toString() {
    return "WeComNotice[" + kind + "]";
  }
}
