package io.siyu.outreach;

import io.siyu.coupon.CouponExpiry;
import io.siyu.coupon.ExpiringCoupon;
import io.siyu.coupon.ExpiringCoupons;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reminds members of coupons that are about to end. One transaction writes the reminders of some
 * members and enqueues one message for each of them; the inbox takes the message in the transaction
 * that marks it as sent. So a crash at any line leaves either everything of a step or nothing.
 */
@ApplicationScoped
class CouponReminders {

  /** For the coupons' reader, which answers every kind alike. */
  private static final String ALL_KINDS = "COUPON_EXPIRING";

  private final CouponExpiry expiry;
  private final Inbox inbox;
  private final CouponReminderText text;
  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final int batchSize;
  private final List<Duration> lengths;

  CouponReminders(
      CouponExpiry expiry,
      Inbox inbox,
      CouponReminderText text,
      CouponReminderConfig config,
      Database database,
      Sql sql,
      Clock clock) {
    this.expiry = expiry;
    this.inbox = inbox;
    this.text = text;
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.batchSize = config.batchSize();
    this.lengths = config.before().stream().sorted(Comparator.naturalOrder()).toList();
  }

  /**
   * Reminds the next members, in the caller's transaction.
   *
   * @param after the last member of the batch before, or null to begin
   */
  Uni<Batch> remind(UUID after) {
    if (lengths.isEmpty()) {
      return Uni.createFrom().item(new Batch(null, 0));
    }
    Instant now = clock.instant();
    Duration longest = lengths.get(lengths.size() - 1);
    return database.transaction(
        () ->
            expiry
                .expiring(now, longest, ALL_KINDS, after, batchSize)
                .chain(members -> remind(members, now)));
  }

  private Uni<Batch> remind(List<ExpiringCoupons> members, Instant now) {
    if (members.isEmpty()) {
      return Uni.createFrom().item(new Batch(null, 0));
    }
    UUID last = members.size() < batchSize ? null : members.get(members.size() - 1).member();
    return insert(members, now)
        .call(fresh -> enqueue(members, fresh, now))
        .map(fresh -> new Batch(last, fresh.size()));
  }

  /**
   * @return the coupons that had not been reminded of in this way
   */
  private Uni<Set<UUID>> insert(List<ExpiringCoupons> members, Instant now) {
    List<UUID> coupons = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    List<UUID> owners = new ArrayList<>();
    for (ExpiringCoupons member : members) {
      for (ExpiringCoupon coupon : member.coupons()) {
        coupons.add(coupon.couponId());
        kinds.add(kind(coupon, now));
        owners.add(member.member());
      }
    }
    return sql.list(
            """
            INSERT INTO coupon_reminder (coupon_id, kind, member_id, reminded_at)
            SELECT coupon, kind, member, $4
            FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS due (coupon, kind, member)
            ORDER BY coupon
            ON CONFLICT ON CONSTRAINT coupon_reminder_once DO NOTHING RETURNING coupon_id""",
            row -> row.uuid("coupon_id"),
            coupons,
            kinds,
            owners,
            now)
        .map(Set::copyOf);
  }

  private Uni<Void> enqueue(List<ExpiringCoupons> members, Set<UUID> fresh, Instant now) {
    List<InboxMessage> messages = new ArrayList<>();
    for (ExpiringCoupons member : members) {
      List<ExpiringCoupon> coupons =
          member.coupons().stream()
              .filter(coupon -> fresh.contains(coupon.couponId()))
              .collect(Collectors.toList());
      if (!coupons.isEmpty()) {
        messages.add(message(member.member(), coupons, now));
      }
    }
    return inbox.sendAll(messages);
  }

  private InboxMessage message(UUID member, List<ExpiringCoupon> coupons, Instant now) {
    ExpiringCoupon first = coupons.get(0);
    // A coupon is in one message per kind, so its first one names the message for good.
    String key = "coupon-expiring:" + kind(first, now) + ":" + first.couponId();
    return new InboxMessage(
        key,
        member,
        NotificationKind.COUPON_EXPIRING,
        text.title(coupons.size()),
        text.body(coupons));
  }

  /** The shortest length that the coupon fits: who missed one is not told twice at once. */
  private String kind(ExpiringCoupon coupon, Instant now) {
    Duration left = Duration.between(now, coupon.validTo());
    Duration length =
        lengths.stream()
            .filter(candidate -> left.compareTo(candidate) <= 0)
            .findFirst()
            .orElse(lengths.get(lengths.size() - 1));
    return "BEFORE_" + length.toHours() + "H";
  }

  /**
   * @param last where to go on, or null when nobody follows
   * @param reminders how many coupons were reminded of
   */
  record Batch(UUID last, int reminders) {}
}
