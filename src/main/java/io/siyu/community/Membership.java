package io.siyu.community;

import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/**
 * A member in a community, now or once.
 *
 * @param leftAt null while the member is in it
 * @param changedAt of the latest coming or going known of
 */
record Membership(
    UUID id,
    UUID member,
    CommunitySummary community,
    CommunityRole role,
    Instant joinedAt,
    Instant leftAt,
    Instant changedAt) {

  static final String SELECT =
      "SELECT m.id AS membership_id, m.member_id, m.role, m.joined_at, m.left_at, m.changed_at, "
          + CommunitySummary.COLUMNS
          + " FROM community_membership m JOIN community c ON c.id = m.community_id ";

  static Membership of(SqlRow row) {
    return new Membership(
        row.uuid("membership_id"),
        row.uuid("member_id"),
        CommunitySummary.of(row),
        row.enumeration(CommunityRole.class, "role"),
        row.instant("joined_at"),
        row.instant("left_at"),
        row.instant("changed_at"));
  }

  boolean isOpen() {
    return leftAt == null;
  }
}
