package io.siyu.coupon;

import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Gives up to some hundred members a copy each, in a handful of statements and the caller's
 * transaction. The members are locked already; the template's row, which everybody wants, comes
 * after their counters, as in {@link CouponIssuing}. Who cannot have one gets none, the others do.
 */
@ApplicationScoped
class GrantStep {

  private final Sql sql;
  private final Clock clock;
  private final CouponTemplateRepository templates;
  private final CouponAudiences audiences;

  GrantStep(Sql sql, Clock clock, CouponTemplateRepository templates, CouponAudiences audiences) {
    this.sql = sql;
    this.clock = clock;
    this.templates = templates;
    this.audiences = audiences;
  }

  /**
   * What a step did.
   *
   * @param stop why no further step can give anything; null when it may go on
   */
  record Given(int granted, int refused, GrantStop stop) {}

  /**
   * @param members in the order of their ids, locked, none of whom was in the batch before
   */
  Uni<Given> give(UUID batch, UUID template, List<UUID> members) {
    if (members.isEmpty()) {
      return Uni.createFrom().item(new Given(0, 0, null));
    }
    return audiences
        .meant(template, members)
        .chain(
            meant ->
                note(batch, without(members, meant), GrantOutcome.NOT_ELIGIBLE)
                    .chain(() -> giveMeant(batch, template, meant))
                    .map(
                        given ->
                            new Given(
                                given.granted(), members.size() - given.granted(), given.stop())));
  }

  private Uni<Given> giveMeant(UUID batch, UUID template, List<UUID> members) {
    Instant now = clock.instant();
    return countMembers(template, members)
        .chain(
            within ->
                room(template, now)
                    .chain(
                        room -> {
                          int count = Math.min(within.size(), room.left());
                          List<UUID> granted = within.subList(0, count);
                          List<UUID> tooLate = within.subList(count, within.size());
                          return uncount(template, tooLate)
                              .chain(() -> issue(batch, template, granted, now))
                              .chain(() -> note(batch, tooLate, GrantOutcome.SOLD_OUT))
                              .chain(
                                  () ->
                                      note(
                                          batch,
                                          without(members, within),
                                          GrantOutcome.LIMIT_REACHED))
                              .replaceWith(
                                  new Given(
                                      count,
                                      members.size() - count,
                                      tooLate.isEmpty() ? null : room.reason()));
                        }));
  }

  private record Room(int left, GrantStop reason) {}

  /** Those who may have one more, in the order of their ids; it is counted. */
  private Uni<List<UUID>> countMembers(UUID template, List<UUID> members) {
    return sql.list(
            """
            INSERT INTO coupon_member_quota AS q (template_id, member_id, taken)
            SELECT $1, member_id, 1 FROM unnest($2::uuid[]) AS wanted (member_id) ORDER BY member_id
            ON CONFLICT (template_id, member_id) DO UPDATE SET taken = q.taken + 1
            WHERE q.taken + 1 <= (SELECT per_member_limit FROM coupon_template WHERE id = $1)
            RETURNING member_id""",
            row -> row.uuid("member_id"),
            template,
            members)
        .map(counted -> members.stream().filter(Set.copyOf(counted)::contains).toList());
  }

  /** How many copies are left, under the template's lock. */
  private Uni<Room> room(UUID template, Instant now) {
    return sql.first(
            "SELECT id FROM coupon_template WHERE id = $1 FOR NO KEY UPDATE",
            row -> row.uuid("id"),
            template)
        .chain(() -> templates.offer(template, null))
        .map(
            offer -> {
              CouponIssueErrorCode obstacle = offer.obstacle(now);
              return obstacle == null || obstacle == CouponIssueErrorCode.SOLD_OUT
                  ? new Room(offer.left(), GrantStop.SOLD_OUT)
                  : new Room(0, GrantStop.ENDED);
            });
  }

  private Uni<Void> uncount(UUID template, List<UUID> members) {
    if (members.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.update(
            """
            DELETE FROM coupon_member_quota
            WHERE template_id = $1 AND member_id = ANY($2) AND taken = 1""",
            template,
            members)
        .chain(
            () ->
                sql.update(
                    """
                    UPDATE coupon_member_quota SET taken = taken - 1
                    WHERE template_id = $1 AND member_id = ANY($2)""",
                    template,
                    members))
        .replaceWithVoid();
  }

  private Uni<Void> issue(UUID batch, UUID template, List<UUID> members, Instant now) {
    if (members.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<UUID> coupons = new ArrayList<>();
    members.forEach(member -> coupons.add(Ids.next()));
    return sql.update(
            "UPDATE coupon_template SET issued = issued + $2 WHERE id = $1",
            template,
            members.size())
        .chain(() -> insert(batch, template, members, coupons, now))
        .invoke(
            rows -> {
              if (rows != members.size()) {
                throw new IllegalStateException("A member of this grant had been given before.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Integer> insert(
      UUID batch, UUID template, List<UUID> members, List<UUID> coupons, Instant now) {
    return sql.update(
        """
        WITH wanted AS (
          SELECT * FROM unnest($3::uuid[], $4::uuid[]) AS pairs (coupon_id, member_id)),
        issued AS (
          INSERT INTO coupon
            (id, template_id, member_id, status, name, kind, threshold_fen, amount_off_fen,
             percent_off, cap_fen, product_ids, stacking_group, priority, store_ids, valid_from, valid_to,
             source, source_key, issued_at)
          SELECT w.coupon_id, t.id, w.member_id, 'ISSUED', t.name, t.kind, t.threshold_fen,
             t.amount_off_fen, t.percent_off, t.cap_fen, t.product_ids, t.stacking_group,
             t.priority, t.store_ids,
             coalesce(t.valid_from, $5),
             coalesce(t.valid_to, $5 + t.valid_days * interval '24 hours'),
             'OPERATOR', $1::text || ':' || w.member_id, $5
          FROM coupon_template t CROSS JOIN wanted w WHERE t.id = $2
          RETURNING id, member_id),
        logged AS (
          INSERT INTO coupon_transition (coupon_id, to_status, cause, at)
          SELECT id, 'ISSUED', 'OPERATOR', $5 FROM issued)
        INSERT INTO coupon_grant (batch_id, member_id, outcome, coupon_id)
        SELECT $1::text::uuid, member_id, 'GRANTED', id FROM issued""",
        batch.toString(),
        template,
        coupons,
        members,
        now);
  }

  /** Writes down those who got none. */
  Uni<Void> note(UUID batch, List<UUID> members, GrantOutcome outcome) {
    if (members.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.update(
            """
            INSERT INTO coupon_grant (batch_id, member_id, outcome)
            SELECT $1, member_id, $3 FROM unnest($2::uuid[]) AS refused (member_id)""",
            batch,
            members,
            outcome)
        .replaceWithVoid();
  }

  private static List<UUID> without(List<UUID> members, List<UUID> others) {
    Set<UUID> excluded = Set.copyOf(others);
    return members.stream().filter(member -> !excluded.contains(member)).toList();
  }
}
