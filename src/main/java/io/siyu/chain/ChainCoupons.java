package io.siyu.chain;

import io.siyu.coupon.CouponGifts;
import io.siyu.kernel.InvalidInput;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The coupon that a chain promises, and who got it; {@link ChainCouponJob} gives it. */
@ApplicationScoped
public class ChainCoupons {

  /** Entries whose member the chain owes a coupon, or gave one. */
  private static final String COUNTS =
      "e.state IN ('CONFIRMED', 'FULFILLED') AND e.refunded_at IS NULL";

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final CouponGifts gifts;

  ChainCoupons(Database database, Sql sql, Clock clock, CouponGifts gifts) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.gifts = gifts;
  }

  /**
   * @param template null for none
   * @throws InvalidInput when there is no such offer, its copies are not granted, or it is over
   */
  Uni<Void> promise(UUID chain, UUID template) {
    return template == null
        ? Uni.createFrom().voidItem()
        : gifts
            .require(template, "input", "couponTemplateId")
            .chain(
                () ->
                    sql.update(
                        "INSERT INTO chain_coupon (chain_id, template_id) VALUES ($1, $2)",
                        chain,
                        template))
            .replaceWithVoid();
  }

  /**
   * As the chain opens: of the offer that was named for it long before, members must get copies.
   *
   * @throws InvalidInput when the offer is over, or its copies are not granted any more
   */
  Uni<Void> requirePromised(UUID chain) {
    return template(chain)
        .chain(
            template ->
                template == null
                    ? Uni.createFrom().voidItem()
                    : gifts.require(template, "input", "chainId"))
        .onFailure(InvalidInput.class)
        .transform(
            failure ->
                new InvalidInput(
                    List.of("input", "chainId"),
                    "The coupon that it promises is over, or not granted any more. Have another one"
                        + " named, or the offer extended."));
  }

  /**
   * @return the offer whose copies the chain promises; null when it promises none
   */
  Uni<UUID> template(UUID chain) {
    return database.read(
        () ->
            sql.first(
                "SELECT template_id FROM chain_coupon WHERE chain_id = $1",
                row -> row.uuid("template_id"),
                chain));
  }

  /**
   * @return null when the chain promises none
   */
  public Uni<ChainCoupon> of(UUID chain) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT template_id, given FROM chain_coupon WHERE chain_id = $1",
                    row -> new Promised(row.uuid("template_id"), row.integer("given")),
                    chain))
        .chain(
            promised ->
                promised == null
                    ? Uni.createFrom().nullItem()
                    : gifts
                        .gift(promised.template())
                        .map(gift -> new ChainCoupon(gift.name(), gift.terms(), promised.given())));
  }

  private record Promised(UUID template, int given) {}

  /**
   * An entry was refunded: a member whom no other entry keeps in the chain loses its coupon, unless
   * an order holds or used it.
   */
  Uni<Void> takeBack(UUID chain, UUID member) {
    return sql.first(
            """
            SELECT g.coupon_id FROM chain_coupon_grant g
            WHERE g.chain_id = $1 AND g.member_id = $2 AND g.coupon_id IS NOT NULL
              AND NOT EXISTS (
                SELECT FROM chain_entry e
                WHERE e.chain_id = $1 AND e.member_id = $2 AND %s)"""
                .formatted(COUNTS),
            row -> row.uuid("coupon_id"),
            chain,
            member)
        .chain(
            coupon ->
                coupon == null
                    ? Uni.createFrom().voidItem()
                    : gifts.takeBack(coupon, "CHAIN_ENTRY_REFUNDED"));
  }

  /**
   * Successful chains that owe coupons, and team buys as soon as one of their teams is owed some,
   * in the order of their ids.
   */
  Uni<List<Owing>> owing(UUID after, int limit) {
    return sql.list(
        """
        SELECT p.chain_id, p.template_id FROM chain_coupon p JOIN chain c ON c.id = p.chain_id
        WHERE p.given_at IS NULL AND p.chain_id > $1 AND (
          c.wound_up_at IS NOT NULL OR (c.team_size IS NOT NULL AND EXISTS (%s)))
        ORDER BY p.chain_id LIMIT $2"""
            .formatted(undecidedOf("p.chain_id")),
        row -> new Owing(row.uuid("chain_id"), row.uuid("template_id")),
        after == null ? new UUID(0, 0) : after,
        limit);
  }

  /** Some members about whom nothing is decided yet, in the order of their ids. */
  Uni<List<UUID>> undecided(UUID chain, int limit) {
    return sql.list(
        """
        SELECT DISTINCT u.member_id FROM (%s) u ORDER BY u.member_id LIMIT $2"""
            .formatted(undecidedOf("$1")),
        row -> row.uuid("member_id"),
        chain,
        limit);
  }

  private static String undecidedOf(String chain) {
    return """
        SELECT e.member_id FROM chain_entry e
        WHERE e.chain_id = %s AND %s AND NOT EXISTS (
          SELECT FROM chain_coupon_grant g
          WHERE g.chain_id = e.chain_id AND g.member_id = e.member_id)"""
        .formatted(chain, COUNTS);
  }

  /**
   * Those of the members, locked by the caller, about whom still nothing is decided. Their entries
   * are locked, too: one that is refunded was so before, or finds what was given for it.
   */
  Uni<List<UUID>> stillUndecided(UUID chain, Collection<UUID> members) {
    return sql.list(
            """
            SELECT e.member_id FROM chain_entry e
            WHERE e.chain_id = $1 AND e.member_id = ANY($2) AND %s AND NOT EXISTS (
              SELECT FROM chain_coupon_grant g
              WHERE g.chain_id = e.chain_id AND g.member_id = e.member_id)
            ORDER BY e.member_id, e.id FOR NO KEY UPDATE OF e"""
                .formatted(COUNTS),
            row -> row.uuid("member_id"),
            chain,
            members)
        .map(found -> found.stream().distinct().toList());
  }

  /**
   * @param coupon null unless it was GRANTED
   */
  Uni<Void> decide(UUID chain, UUID member, ChainCouponOutcome outcome, UUID coupon) {
    return sql.update(
            """
            INSERT INTO chain_coupon_grant (chain_id, member_id, outcome, coupon_id, decided_at)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT (chain_id, member_id) DO NOTHING""",
            chain,
            member,
            outcome,
            coupon,
            clock.instant())
        .replaceWithVoid();
  }

  /** Not while more teams may form, nor when one has formed since the caller looked. */
  Uni<Integer> finish(UUID chain) {
    return sql.update(
        """
        UPDATE chain_coupon SET given_at = $2
        WHERE chain_id = $1 AND given_at IS NULL
          AND EXISTS (SELECT FROM chain c WHERE c.id = $1 AND c.wound_up_at IS NOT NULL)
          AND NOT EXISTS (%s)"""
            .formatted(undecidedOf("$1")),
        chain,
        clock.instant());
  }

  /** A chain that owes coupons. */
  record Owing(UUID chain, UUID template) {}
}
