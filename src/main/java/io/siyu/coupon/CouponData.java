package io.siyu.coupon;

import io.siyu.member.MemberLedger;
import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * The member's coupons: records of money. Those that nobody can use any more are revoked, so that
 * nobody counts on them, and nobody is reminded of them.
 */
@ApplicationScoped
class CouponData implements PersonalData, MemberLedger {

  private static final String EXPORT =
      """
      SELECT jsonb_build_object(
        'coupon', name, 'kind', kind, 'status', status, 'cameBy', source, 'issuedAt', issued_at,
        'validFrom', valid_from, 'validTo', valid_to) AS item
      FROM coupon WHERE member_id = $1 ORDER BY id DESC LIMIT $2""";

  private static final String REVOKE =
      """
      WITH revoked AS (
        UPDATE coupon SET status = 'REVOKED' WHERE member_id = $1 AND status = 'ISSUED'
        RETURNING id)
      INSERT INTO coupon_transition (coupon_id, from_status, to_status, cause, at)
      SELECT id, 'ISSUED', 'REVOKED', 'MEMBER_LEFT', $2 FROM revoked""";

  private final PersonalRows rows;
  private final Audit audit;
  private final Sql sql;
  private final Clock clock;

  CouponData(PersonalRows rows, Audit audit, Sql sql, Clock clock) {
    this.rows = rows;
    this.audit = audit;
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public String section() {
    return "coupons";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update(REVOKE, member, clock.instant())
        .chain(
            () ->
                sql.list(
                    "SELECT id FROM coupon WHERE member_id = $1",
                    row -> CouponView.ID.encode(row.uuid("id")),
                    member))
        .chain(audit::forget);
  }

  @Override
  public Uni<Boolean> hasEntries(UUID member) {
    return sql.first(
        "SELECT EXISTS (SELECT FROM coupon WHERE member_id = $1) AS entries",
        row -> row.bool("entries"),
        member);
  }
}
