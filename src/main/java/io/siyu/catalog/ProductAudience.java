package io.siyu.catalog;

import io.siyu.platform.database.SqlRow;
import java.util.UUID;

/**
 * Who may see and buy a product; all of it must hold.
 *
 * @param minimumLevel level of the tier from which on, 1 = everybody
 * @param segmentId whose members alone, as of its latest refresh; null when it does not matter
 * @param newMembersOnly whether only those who joined lately, for the first time
 */
record ProductAudience(int minimumLevel, UUID segmentId, boolean newMembersOnly) {

  static final ProductAudience EVERYBODY = new ProductAudience(1, null, false);

  static final String COLUMNS = "p.minimum_level, p.segment_id, p.new_members_only";

  /** Condition on {@code product p}: it is not for everybody who looks at the shop. */
  static final String LIMITED =
      "(p.private_only OR p.minimum_level > 1 OR p.new_members_only OR p.segment_id IS NOT NULL)";

  /**
   * Condition on {@code product p}, given the values of {@link Shopper#parameters} as the first
   * four parameters of the statement.
   */
  static final String SUITS =
      """
      (NOT %s OR ($1::boolean AND p.minimum_level <= $2::integer
         AND ($3::boolean OR NOT p.new_members_only)
         AND (p.segment_id IS NULL OR p.segment_id = ANY($4::uuid[]))))"""
          .formatted(LIMITED);

  static ProductAudience of(SqlRow row) {
    return new ProductAudience(
        row.integer("minimum_level"), row.uuid("segment_id"), row.bool("new_members_only"));
  }
}
