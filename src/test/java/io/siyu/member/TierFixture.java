package io.siyu.member;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;

/** Members, offers, and the benefits of the three tiers that every brand begins with. */
@ApplicationScoped
class TierFixture {

  static final UUID FIRST = UUID.fromString("01900000-0000-7000-8000-000000000001");
  static final UUID SILVER = UUID.fromString("01900000-0000-7000-8000-000000000002");
  static final UUID GOLD = UUID.fromString("01900000-0000-7000-8000-000000000003");

  private final Rows rows;

  TierFixture(Rows rows) {
    this.rows = rows;
  }

  UUID member() {
    UUID member = Ids.next();
    rows.update("INSERT INTO member (id, openid) VALUES ($1, $2)", member, "tier-" + member);
    return member;
  }

  UUID member(UUID tier, LocalDate birthday) {
    UUID member = member();
    rows.update(
        "UPDATE member SET tier_id = $2, birthday = $3 WHERE id = $1", member, tier, birthday);
    return member;
  }

  /**
   * Growth from before every period, or less of it as a period's end leaves it: in the log, as all
   * growth is.
   */
  void growth(UUID member, long growth) {
    rows.update(
        """
        WITH entry AS (
          INSERT INTO member_growth_entry
            (id, member_id, business_type, business_id, kind, growth, created_at)
          VALUES ($1, $2, 'TEST', gen_random_uuid()::text, $3, $4, '2020-01-01')
          RETURNING member_id, growth)
        UPDATE member SET growth = member.growth + entry.growth
        FROM entry WHERE member.id = entry.member_id""",
        Ids.next(),
        member,
        growth < 0 ? "LAPSE" : "EARN",
        growth);
  }

  /** An offer of which copies are granted. */
  UUID template(String kind, int total) {
    UUID template = Ids.next();
    rows.update(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from, valid_days)
        VALUES ($1, '会员礼券', $2, CASE $2 WHEN 'FREE_SHIPPING' THEN 0 ELSE 500 END, $3, 1000,
                '{GRANT}', '2020-01-01', 30)""",
        template,
        kind,
        total);
    return template;
  }

  UUID benefit(UUID tier, TierBenefitType type, UUID template, int copies) {
    return rows.first(
        """
        INSERT INTO tier_benefit (id, tier_id, type, active, coupon_template_id, copies)
        VALUES ($1, $2, $3, true, $4, $5)
        ON CONFLICT ON CONSTRAINT tier_benefit_once DO UPDATE
        SET active = true, coupon_template_id = excluded.coupon_template_id,
            copies = excluded.copies
        RETURNING id""",
        row -> row.uuid("id"),
        Ids.next(),
        tier,
        type.name(),
        template,
        copies);
  }

  /** Tiers give nothing again, and are as they were at first. */
  void reset() {
    rows.update("UPDATE tier_benefit SET active = false");
    rows.update(
        "UPDATE member SET tier_id = $1 WHERE tier_id NOT IN ($1, $2, $3)", FIRST, SILVER, GOLD);
  }

  long coupons(UUID member, UUID template) {
    return rows.count("coupon WHERE member_id = $1 AND template_id = $2", member, template);
  }

  long grants(UUID member) {
    return rows.count("member_benefit_grant WHERE member_id = $1 AND state = 'GRANTED'", member);
  }

  int level(UUID member) {
    return (int)
        rows.number(
            "SELECT level::bigint FROM tier JOIN member ON tier_id = tier.id WHERE member.id = $1",
            member);
  }

  long changes(UUID member) {
    return rows.count("member_tier_change WHERE member_id = $1", member);
  }
}
