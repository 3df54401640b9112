package io.siyu.community;

import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/**
 * A community as other features show it.
 *
 * @param storeId null when it belongs to no single store
 * @param city null when it belongs to the whole brand
 * @param dissolvesAt null unless it is a flash community
 * @param capacity null when there are places for all
 * @param memberCount who is in it now; may pass the capacity
 */
public record CommunitySummary(
    UUID id,
    CommunityKind kind,
    UUID storeId,
    String name,
    String city,
    Instant dissolvesAt,
    CommunityJoinPolicy joinPolicy,
    Integer capacity,
    int memberCount) {

  /** Of {@code community c}. */
  static final String COLUMNS =
      "c.id, c.kind, c.store_id, c.name, c.city, c.dissolves_at, c.join_policy, c.capacity,"
          + " c.member_count";

  static CommunitySummary of(SqlRow row) {
    return new CommunitySummary(
        row.uuid("id"),
        row.enumeration(CommunityKind.class, "kind"),
        row.uuid("store_id"),
        row.text("name"),
        row.text("city"),
        row.instant("dissolves_at"),
        row.enumeration(CommunityJoinPolicy.class, "join_policy"),
        row.isNull("capacity") ? null : row.integer("capacity"),
        row.integer("member_count"));
  }

  boolean isDissolved(Instant now) {
    return dissolvesAt != null && !now.isBefore(dissolvesAt);
  }

  /** Null when there are places for all. */
  Integer placesLeft() {
    return capacity == null ? null : Math.max(0, capacity - memberCount);
  }
}
