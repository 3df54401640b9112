package io.siyu.member.care;

import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/**
 * What a member needs, and how much.
 *
 * @param need 1–40 characters, by staff's own words or codes
 */
public record MemberNeed(
    UUID member, String need, Intent intent, String reason, UUID setBy, Instant setAt) {

  static final String COLUMNS = "member_id, need, intent, reason, set_by, set_at";

  static MemberNeed of(SqlRow row) {
    return new MemberNeed(
        row.uuid("member_id"),
        row.text("need"),
        row.enumeration(Intent.class, "intent"),
        row.text("reason"),
        row.uuid("set_by"),
        row.instant("set_at"));
  }

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "MemberNeed[***]";
  }
}
