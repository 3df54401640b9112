package io.siyu.coupon;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Coupons whose validity ends soon, or has ended. */
@ApplicationScoped
public class CouponExpiry {

  /** now, end, the last member of the page before or null, members per page. */
  static final String EXPIRING =
      """
      WITH due AS (
        SELECT DISTINCT member_id FROM coupon
        WHERE status = 'ISSUED' AND valid_to > $1 AND valid_to <= $2
          AND ($3::uuid IS NULL OR member_id > $3)
        ORDER BY member_id LIMIT $4)
      SELECT member_id, id, name, valid_to FROM coupon JOIN due USING (member_id)
      WHERE status = 'ISSUED' AND valid_to > $1 AND valid_to <= $2
      ORDER BY member_id, valid_to, id""";

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  CouponExpiry(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Reads in pages of members who is to be reminded of what. It knows nothing of reminders already
   * sent: whoever reminds keeps that, by coupon and kind.
   *
   * @param now business time; what has ended by now is left out
   * @param within how soon an ISSUED coupon has to end
   * @param kind the reminder that asks; every kind gets the same answer
   * @param afterMember the last member of the page before, or null to begin
   * @param members at most so many, in the order of their ids; each with all that end in time
   * @return empty when nobody follows
   */
  public Uni<List<ExpiringCoupons>> expiring(
      Instant now, Duration within, String kind, UUID afterMember, int members) {
    return database.read(
        () ->
            sql.list(EXPIRING, Ending::of, now, now.plus(within), afterMember, members)
                .map(CouponExpiry::byMember));
  }

  private static List<ExpiringCoupons> byMember(List<Ending> rows) {
    Map<UUID, List<ExpiringCoupon>> coupons = new LinkedHashMap<>();
    for (Ending row : rows) {
      coupons.computeIfAbsent(row.member(), member -> new ArrayList<>()).add(row.coupon());
    }
    return coupons.entrySet().stream()
        .map(entry -> new ExpiringCoupons(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Flips what has ended, in the caller's transaction.
   *
   * @param limit the most that one call flips; rows that an order is just taking are left out
   * @return how many were flipped
   */
  Uni<Integer> expire(int limit) {
    return database.transaction(
        () ->
            sql.update(
                """
                WITH due AS (
                  SELECT id FROM coupon WHERE status = 'ISSUED' AND valid_to <= $1
                  ORDER BY valid_to LIMIT $2 FOR UPDATE SKIP LOCKED),
                expired AS (
                  UPDATE coupon c SET status = 'EXPIRED' FROM due
                  WHERE c.id = due.id AND c.status = 'ISSUED' RETURNING c.id)
                INSERT INTO coupon_transition (coupon_id, from_status, to_status, cause, at)
                SELECT id, 'ISSUED', 'EXPIRED', 'VALIDITY_ENDED', $1 FROM expired""",
                clock.instant(),
                limit));
  }

  private record Ending(UUID member, ExpiringCoupon coupon) {
    static Ending of(SqlRow row) {
      return new Ending(
          row.uuid("member_id"),
          new ExpiringCoupon(row.uuid("id"), row.text("name"), row.instant("valid_to")));
    }
  }
}
