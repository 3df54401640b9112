package io.siyu.coupon;

import io.siyu.kernel.Money;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads coupons as finished records; every change of one is a guarded statement of its service. */
@ApplicationScoped
class CouponRepository {

  /** More usable coupons than this are not offered to one order. */
  static final int MAX_USABLE = 200;

  private static final String TERMS =
      """
      SELECT id, name, kind, threshold_fen, amount_off_fen, percent_off, cap_fen, product_ids,
             valid_from, valid_to, status, stacking_group, priority,
             store_ids
      FROM coupon
      """;

  private final Sql sql;

  CouponRepository(Sql sql) {
    this.sql = sql;
  }

  Uni<List<CouponTerms>> usable(UUID member, Instant now) {
    return sql.list(
        TERMS
            + """
            WHERE member_id = $1 AND status = 'ISSUED' AND valid_from <= $2 AND valid_to > $2
              AND NOT revoke_on_release
            ORDER BY valid_to, id LIMIT\s"""
            + MAX_USABLE,
        CouponRepository::terms,
        member,
        now);
  }

  /** As {@link #usable}, and then those whose validity is still to come. */
  Uni<List<CouponTerms>> wallet(UUID member, Instant now) {
    return sql.list(
        TERMS
            + """
            WHERE member_id = $1 AND status = 'ISSUED' AND valid_to > $2 AND NOT revoke_on_release
            ORDER BY valid_from > $2, valid_to, id LIMIT\s"""
            + MAX_USABLE,
        CouponRepository::terms,
        member,
        now);
  }

  Uni<List<CouponTerms>> terms(UUID member, Collection<UUID> ids) {
    return sql.list(
        TERMS + "WHERE member_id = $1 AND id = ANY($2) ORDER BY id",
        CouponRepository::terms,
        member,
        ids);
  }

  /**
   * @return null when there is none
   */
  Uni<CouponTerms> byId(UUID coupon) {
    return sql.first(TERMS + "WHERE id = $1", CouponRepository::terms, coupon);
  }

  /**
   * Newest first.
   *
   * @param status as the member sees it: what has ended counts as EXPIRED even before the job flips
   *     it; null for all
   * @param beforeId the last id of the page before, or null
   */
  Uni<List<CouponTerms>> page(
      UUID member, CouponStatus status, Instant now, UUID beforeId, int limit) {
    return sql.list(
        TERMS
            + """
            WHERE member_id = $1 AND ($2::uuid IS NULL OR id < $2)
              AND ($3::text IS NULL
                OR $3 = CASE WHEN status = 'ISSUED' AND valid_to <= $4 THEN 'EXPIRED' ELSE status END)
            ORDER BY id DESC LIMIT $5""",
        CouponRepository::terms,
        member,
        beforeId,
        status,
        now,
        limit);
  }

  private static CouponTerms terms(SqlRow row) {
    CouponKind kind = row.enumeration(CouponKind.class, "kind");
    return new CouponTerms(
        row.uuid("id"),
        row.text("name"),
        kind,
        Money.ofFen(row.number("threshold_fen")),
        Money.ofFen(row.number("amount_off_fen")),
        row.integer("percent_off"),
        row.isNull("cap_fen") ? null : Money.ofFen(row.number("cap_fen")),
        Set.of(row.raw().getArrayOfUUIDs("product_ids")),
        row.instant("valid_from"),
        row.instant("valid_to"),
        row.enumeration(CouponStatus.class, "status"),
        CouponStacking.of(kind, row),
        Set.of(row.raw().getArrayOfUUIDs("store_ids")));
  }
}
