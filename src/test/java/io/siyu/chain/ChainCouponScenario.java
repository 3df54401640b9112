package io.siyu.chain;

import io.siyu.chain.ChainFixture.Published;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Background;
import jakarta.inject.Inject;
import java.util.UUID;

/** Chains that promise coupons, and what became of them. */
abstract class ChainCouponScenario extends ChainReplicationScenario {

  @Inject Background background;
  @Inject OrderRefunds refunds;

  void end(Published chain) {
    fixture.passDeadline(chain);
    fixture.settle();
  }

  void giveAll() {
    background.run(ChainCouponJob.NAME);
  }

  void refund(UUID entry) {
    UUID order = fixture.orderOf(entry);
    fixture.await(database.transaction(() -> refunds.refundWhole(order, "BAD_FRUIT")));
  }

  UUID offer(Published chain, int total, int perMember) {
    UUID template = template(total, perMember, "GRANT");
    promise(chain, template);
    return template;
  }

  void promise(Published chain, UUID template) {
    fixture.execute(
        "INSERT INTO chain_coupon (chain_id, template_id) VALUES ($1, $2)", chain.id(), template);
  }

  UUID template(int total, int perMember, String way) {
    UUID id = Ids.next();
    fixture.execute(
        """
        INSERT INTO coupon_template (id, name, kind, amount_off_fen, total, per_member_limit,
          issue_ways, issue_from, valid_days)
        VALUES ($1, '五元谢礼', 'NO_THRESHOLD', 500, $2, $3, ARRAY[$4], now() - interval '1 day', 7)""",
        id,
        total,
        perMember,
        way);
    return id;
  }

  long copies(UUID template) {
    return fixture.number("SELECT count(*) FROM coupon WHERE template_id = $1", template);
  }

  String coupons(UUID member) {
    return fixture.text(
        "SELECT string_agg(status || ' ' || source, ',') FROM coupon WHERE member_id = $1", member);
  }

  String outcomes(Published chain) {
    return fixture.text(
        """
        SELECT coalesce(string_agg(outcome, ' ' ORDER BY outcome), '') FROM chain_coupon_grant
        WHERE chain_id = $1""",
        chain.id());
  }
}
