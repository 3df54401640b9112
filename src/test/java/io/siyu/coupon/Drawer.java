package io.siyu.coupon;

import io.siyu.kernel.Money;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Members, offers and coupons for tests, and a look at what the database holds. */
@ApplicationScoped
public class Drawer {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final CouponTemplates templates;
  private final CouponIssuing issuing;
  private final CouponRepository coupons;

  Drawer(
      Database database,
      Sql sql,
      Clock clock,
      CouponTemplates templates,
      CouponIssuing issuing,
      CouponRepository coupons) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.templates = templates;
    this.issuing = issuing;
    this.coupons = coupons;
  }

  Instant now() {
    return clock.instant();
  }

  UUID member() {
    UUID id = Ids.next();
    update("INSERT INTO member (id, openid) VALUES ($1, $2)", id, "openid-" + id);
    return id;
  }

  List<UUID> members(int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(Ids.next());
    }
    update(
        "INSERT INTO member (id, openid) SELECT id, 'openid-' || id FROM unnest($1::uuid[]) id",
        ids);
    return ids;
  }

  /** 30 yuan off 199, PUBLIC and GRANT and POINTS, open, good for 7 days. */
  UUID offer(int total, int perMemberLimit) {
    return offer(
        total,
        perMemberLimit,
        Set.of(IssueWay.PUBLIC, IssueWay.GRANT, IssueWay.POINTS),
        now().minusSeconds(60),
        null,
        CouponValidity.ofDays(7));
  }

  UUID offer(
      int total,
      int perMemberLimit,
      Set<IssueWay> ways,
      Instant from,
      Instant until,
      CouponValidity validity) {
    CouponDiscount discount =
        CouponDiscount.fixedOff(Money.ofFen(19900), Money.ofFen(3000), Set.of());
    return await(
        templates.create(
            new CouponOffer(
                "满199减30", discount, total, perMemberLimit, ways, from, until, validity)));
  }

  /** A coupon of an offer of its own. */
  UUID coupon(UUID member) {
    return await(issuing.grant(member, offer(1, 1), CouponSource.OPERATOR, Ids.next().toString()));
  }

  /** Moves the validity of a coupon so that it has just ended. */
  void end(UUID coupon) {
    update(
        "UPDATE coupon SET valid_from = $2, valid_to = $3 WHERE id = $1",
        coupon,
        now().minus(Duration.ofDays(7)),
        now().minusSeconds(1));
  }

  CouponStatus status(UUID coupon) {
    return await(
        database.read(
            () ->
                sql.first(
                    "SELECT status FROM coupon WHERE id = $1",
                    row -> row.enumeration(CouponStatus.class, "status"),
                    coupon)));
  }

  CouponTerms terms(UUID coupon) {
    return await(database.read(() -> coupons.byId(coupon)));
  }

  /** Into the highest tier. */
  void raise(UUID member) {
    update(
        """
        UPDATE member SET tier_id = (SELECT id FROM tier ORDER BY level DESC LIMIT 1)
        WHERE id = $1""",
        member);
  }

  int level(UUID member) {
    return (int)
        number(
            """
            SELECT t.level::bigint FROM member m JOIN tier t ON t.id = m.tier_id WHERE m.id = $1""",
            member);
  }

  UUID store() {
    UUID id = Ids.next();
    update(
        "INSERT INTO store (id, name, city, address) VALUES ($1, $2, '杭州', '文三路 1 号')",
        id,
        "门店 " + id);
    return id;
  }

  UUID community() {
    UUID id = Ids.next();
    update("INSERT INTO community (id, kind, name) VALUES ($1, 'REFINED', $2)", id, "群 " + id);
    return id;
  }

  /** As if a server had seen it now; also of one who comes back. */
  void join(UUID community, UUID member) {
    update(
        """
        INSERT INTO community_membership
          (id, community_id, member_id, joined_at, join_source, changed_at)
        VALUES ($1, $2, $3, $4, 'WECOM_CALLBACK', $4)
        ON CONFLICT (member_id, community_id) DO UPDATE
        SET joined_at = excluded.joined_at, left_at = NULL, leave_source = NULL,
            changed_at = excluded.changed_at""",
        Ids.next(),
        community,
        member,
        now());
  }

  void leave(UUID community, UUID member) {
    update(
        """
        UPDATE community_membership
        SET left_at = $3, leave_source = 'WECOM_CALLBACK', changed_at = $3
        WHERE community_id = $1 AND member_id = $2""",
        community,
        member,
        now());
  }

  UUID segment(List<UUID> members) {
    UUID id = Ids.next();
    update(
        """
        INSERT INTO segment (id, name, rule, created_at, updated_at, refreshed_at,
                             refreshed_version, refresh_due_at)
        VALUES ($1, $2, '{}', now(), now(), now(), 1, now() + interval '1 year')""",
        id,
        "发券 " + id);
    update(
        """
        INSERT INTO segment_member (segment_id, member_id, since)
        SELECT $1, id, now() FROM unnest($2::uuid[]) AS members (id)""",
        id,
        members);
    return id;
  }

  /** {@code FROM>TO} by time, of one coupon. */
  List<String> history(UUID coupon) {
    return await(
        database.read(
            () ->
                sql.list(
                    """
                    SELECT coalesce(from_status, '') || '>' || to_status AS step
                    FROM coupon_transition WHERE coupon_id = $1 ORDER BY id""",
                    row -> row.text("step"),
                    coupon)));
  }

  long number(String query, Object... parameters) {
    return await(database.read(() -> sql.first(query, row -> row.raw().getLong(0), parameters)));
  }

  UUID uuid(String query, Object... parameters) {
    return await(database.read(() -> sql.first(query, row -> row.raw().getUUID(0), parameters)));
  }

  long issued(UUID template) {
    return number("SELECT issued::bigint FROM coupon_template WHERE id = $1", template);
  }

  long copies(UUID template) {
    return number("SELECT count(*) FROM coupon WHERE template_id = $1", template);
  }

  long taken(UUID template) {
    return number(
        "SELECT coalesce(sum(taken), 0)::bigint FROM coupon_member_quota WHERE template_id = $1",
        template);
  }

  long idempotencyRecords(UUID member) {
    return number("SELECT count(*) FROM idempotency_record WHERE actor_id = $1", member);
  }

  void update(String statement, Object... parameters) {
    await(database.transaction(() -> sql.update(statement, parameters)));
  }

  static <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  static <T> List<T> together(List<Uni<T>> work) {
    return await(Uni.join().all(work).andFailFast());
  }
}
