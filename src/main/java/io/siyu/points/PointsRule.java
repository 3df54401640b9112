package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** What must hold in the ledger, each with the query that finds where it does not. */
@Description("What must hold in the ledger of points (积分账本), and in the log of growth.")
public enum PointsRule {
  @Description("The balance is what remains in active lots.")
  BALANCE_IS_ACTIVE_LOTS(
      """
      SELECT account.member_id,
             format('balance %s, active lots %s', account.balance, coalesce(lot.remaining, 0)) AS detail
      FROM points_account account LEFT JOIN (
        SELECT member_id, sum(remaining) AS remaining FROM points_lot
        WHERE state = 'ACTIVE' GROUP BY member_id
      ) lot USING (member_id)
      WHERE account.balance <> coalesce(lot.remaining, 0)"""),

  @Description("Posted entries add up to the balance less the debt.")
  POSTED_ENTRIES_ARE_BALANCE_LESS_DEBT(
      """
      SELECT account.member_id,
             format('balance %s, debt %s, posted %s',
                    account.balance, account.debt, coalesce(entry.points, 0)) AS detail
      FROM points_account account LEFT JOIN (
        SELECT member_id, sum(points) AS points FROM points_entry
        WHERE posted_at IS NOT NULL GROUP BY member_id
      ) entry USING (member_id)
      WHERE account.balance - account.debt <> coalesce(entry.points, 0)"""),

  @Description("The debt is what is open of reversals that no lot covered.")
  DEBT_IS_OPEN_REVERSALS(
      """
      SELECT account.member_id,
             format('debt %s, open %s', account.debt, coalesce(debt.open, 0)) AS detail
      FROM points_account account LEFT JOIN (
        SELECT member_id, sum(amount - repaid) AS open FROM points_debt GROUP BY member_id
      ) debt USING (member_id)
      WHERE account.debt <> coalesce(debt.open, 0)"""),

  @Description("Balance and debt are never negative and never both positive.")
  BALANCE_OR_DEBT(
      """
      SELECT member_id, format('balance %s, debt %s', balance, debt) AS detail
      FROM points_account
      WHERE balance < 0 OR debt < 0 OR (balance > 0 AND debt > 0)"""),

  @Description("What a spend, an expiry or a reversal took is allocated to lots, or owed.")
  ALLOCATIONS_ARE_WHAT_WAS_TAKEN(
      """
      SELECT entry.member_id,
             format('entry %s of %s, allocated %s, owed %s', entry.id, entry.points,
                    coalesce(allocation.amount, 0), coalesce(debt.open, 0)) AS detail
      FROM points_entry entry
      LEFT JOIN (
        SELECT entry_id, sum(amount) AS amount FROM points_allocation GROUP BY entry_id
      ) allocation ON allocation.entry_id = entry.id
      LEFT JOIN (
        SELECT entry_id, amount - repaid AS open FROM points_debt
      ) debt ON debt.entry_id = entry.id
      WHERE greatest(-entry.points, 0)
            <> coalesce(allocation.amount, 0) + coalesce(debt.open, 0)"""),

  @Description("What a lot held remains in it or was taken and not given back.")
  LOTS_LOSE_NOTHING(
      """
      SELECT lot.member_id,
             format('lot %s of %s, %s, remaining %s, taken %s', lot.id, lot.amount, lot.state,
                    lot.remaining, coalesce(allocation.taken, 0)) AS detail
      FROM points_lot lot
      LEFT JOIN (
        SELECT lot_id, sum(amount - given_back) AS taken FROM points_allocation GROUP BY lot_id
      ) allocation ON allocation.lot_id = lot.id
      WHERE lot.remaining + coalesce(allocation.taken, 0)
            <> CASE lot.state WHEN 'VOID' THEN 0 ELSE lot.amount END"""),

  @Description(
      "Every earning has a lot of its size; it is posted unless the lot is pending or void.")
  EARNINGS_ARE_LOTS(
      """
      SELECT entry.member_id,
             format('entry %s of %s, lot of %s, %s', entry.id, entry.points, lot.amount, lot.state)
               AS detail
      FROM points_entry entry LEFT JOIN points_lot lot ON lot.entry_id = entry.id
      WHERE entry.operation = 'EARN'
        AND (lot.amount IS DISTINCT FROM entry.points OR lot.member_id <> entry.member_id
             OR (entry.posted_at IS NULL) <> (lot.state IN ('PENDING', 'VOID')))"""),

  @Description("What came back of a spend is what its lots got back, and no more than was spent.")
  GIVEN_BACK_AS_SPENT(
      """
      SELECT spend.member_id,
             format('spend %s of %s, entry of %s, given back %s', spend.id, spend.points,
                    coalesce(back.points, 0), coalesce(allocation.given_back, 0)) AS detail
      FROM points_entry spend
      LEFT JOIN (
        SELECT entry.member_id, coalesce(part.business_type, entry.business_type) AS business_type,
               coalesce(part.business_id, entry.business_id) AS business_id,
               sum(entry.points) AS points
        FROM points_entry entry LEFT JOIN points_partial_undo part ON part.entry_id = entry.id
        WHERE entry.operation = 'GIVE_BACK' GROUP BY 1, 2, 3
      ) back USING (member_id, business_type, business_id)
      LEFT JOIN (
        SELECT entry_id, sum(given_back) AS given_back FROM points_allocation GROUP BY entry_id
      ) allocation ON allocation.entry_id = spend.id
      WHERE spend.operation IN ('SPEND', 'EXPIRY', 'REVERSAL')
        AND coalesce(allocation.given_back, 0)
            <> CASE spend.operation WHEN 'SPEND' THEN coalesce(back.points, 0) ELSE 0 END"""),

  @Description("No more is taken back than was earned, in however many parts.")
  REVERSALS_TAKE_WHAT_WAS_EARNED(
      """
      SELECT reversed.member_id,
             format('%s %s, taken back %s, earned %s', reversed.business_type,
                    reversed.business_id, reversed.points, coalesce(earned.points, 0)) AS detail
      FROM (
        SELECT entry.member_id, coalesce(part.business_type, entry.business_type) AS business_type,
               coalesce(part.business_id, entry.business_id) AS business_id,
               -sum(entry.points) AS points
        FROM points_entry entry LEFT JOIN points_partial_undo part ON part.entry_id = entry.id
        -- What an account begins to owe was earned by the one before it.
        WHERE entry.operation = 'REVERSAL' AND entry.business_type <> 'EARLIER_ACCOUNT'
        GROUP BY 1, 2, 3
      ) reversed LEFT JOIN (
        SELECT member_id, business_type, business_id, sum(points) AS points FROM points_entry
        WHERE operation = 'EARN' AND posted_at IS NOT NULL
        GROUP BY member_id, business_type, business_id
      ) earned USING (member_id, business_type, business_id)
      WHERE reversed.points > coalesce(earned.points, 0)"""),

  @Description("Nobody's lots pay for what someone else spent.")
  LOTS_PAY_FOR_THEIR_MEMBER(
      """
      SELECT entry.member_id, format('entry %s, lot %s', entry.id, lot.id) AS detail
      FROM points_allocation allocation
      JOIN points_entry entry ON entry.id = allocation.entry_id
      JOIN points_lot lot ON lot.id = allocation.lot_id
      WHERE entry.member_id <> lot.member_id"""),

  @Description("A redemption has taken its points; a cancelled one has given them back.")
  REDEMPTIONS_ARE_SPENT(
      """
      SELECT redemption.member_id,
             format('redemption %s of %s, %s, entries %s', redemption.id, redemption.points,
                    redemption.state, coalesce(entry.points, 0)) AS detail
      FROM redemption LEFT JOIN (
        SELECT member_id, business_id, sum(points) AS points FROM points_entry
        WHERE business_type = 'REDEMPTION' GROUP BY member_id, business_id
      ) entry ON entry.member_id = redemption.member_id
                 AND entry.business_id = redemption.id::text
      WHERE coalesce(entry.points, 0)
            <> CASE redemption.state WHEN 'CANCELLED' THEN 0 ELSE -redemption.points END"""),

  @Description("What a rule granted was earned, unless the thing had been undone before.")
  GRANTS_ARE_EARNED(
      """
      SELECT given.member_id,
             format('%s %s of %s, earned %s', given.business_type, given.kind, given.points,
                    coalesce(entry.points, 0)) AS detail
      FROM earn_rule_grant given
      LEFT JOIN points_entry entry
        ON entry.member_id = given.member_id AND entry.business_type = given.business_type
           AND entry.business_id = given.business_id AND entry.kind = given.kind
      -- What an earlier account earned counts for the caps, and is no earning of this one.
      WHERE given.business_type <> 'EARLIER_ACCOUNT'
        AND given.points <> coalesce(entry.points, 0)
        AND NOT (entry.id IS NULL AND EXISTS (
          SELECT FROM points_entry undone
          WHERE undone.member_id = given.member_id AND undone.kind = 'REVERSAL'
            AND undone.business_type = given.business_type
            AND undone.business_id = given.business_id))"""),

  @Description(
      "The count behind a reward's limit is the member's redemptions that stand, and what was"
          + " carried over from an account before.")
  REWARD_COUNTS_ARE_REDEMPTIONS(
      """
      SELECT coalesce(count.member_id, made.member_id) AS member_id,
             format('reward %s, counted %s, carried %s, made %s',
                    coalesce(count.reward_id, made.reward_id), coalesce(count.redeemed, 0),
                    coalesce(count.carried, 0), coalesce(made.number, 0)) AS detail
      FROM reward_member_count count FULL JOIN (
        SELECT member_id, reward_id, count(*) AS number FROM redemption
        WHERE state <> 'CANCELLED' GROUP BY member_id, reward_id
      ) made ON made.member_id = count.member_id AND made.reward_id = count.reward_id
      WHERE coalesce(count.redeemed - count.carried, 0) <> coalesce(made.number, 0)"""),

  @Description("What was used of an entitlement is its uses that were not undone.")
  ENTITLEMENTS_COUNT_THEIR_USES(
      """
      SELECT held.member_id,
             format('entitlement %s, used %s, uses %s', held.id, held.used,
                    coalesce(made.number, 0)) AS detail
      FROM entitlement held LEFT JOIN (
        SELECT entitlement_id, count(*) AS number FROM entitlement_use
        WHERE undone_at IS NULL GROUP BY entitlement_id
      ) made ON made.entitlement_id = held.id
      WHERE held.used <> coalesce(made.number, 0)"""),

  @Description(
      "Whoever redeemed an entitlement holds it, or cancelled before anything was used, or staff took"
          + " the rest back.")
  REDEEMED_ENTITLEMENTS_ARE_HELD(
      """
      SELECT coalesce(redeemed.member_id, held.member_id) AS member_id,
             format('redemption %s, %s, entitlement %s, used %s', redeemed.id, redeemed.state,
                    held.id, held.used) AS detail
      FROM (SELECT * FROM redemption WHERE reward_kind = 'ENTITLEMENT') redeemed
      FULL JOIN (SELECT * FROM entitlement WHERE source = 'POINTS') held
        ON held.source_id = redeemed.id
      WHERE redeemed.id IS NULL OR held.id IS NULL OR redeemed.member_id <> held.member_id
        OR (redeemed.state = 'CANCELLED' AND held.revoked_at IS NULL)
        OR (redeemed.state <> 'CANCELLED' AND held.revoked_at IS NOT NULL
            AND (held.revoked_by IS NULL OR redeemed.state = 'ISSUED'))
        OR (held.used > 0 AND redeemed.state <> 'REDEEMED')"""),

  @Description("A member's growth (成长值), which is apart from points, is the sum of its own log.")
  GROWTH_IS_ITS_LOG(
      """
      SELECT member.id AS member_id,
             format('growth %s, entries %s', member.growth, coalesce(entry.growth, 0)) AS detail
      FROM member LEFT JOIN (
        SELECT member_id, sum(growth) AS growth FROM member_growth_entry GROUP BY member_id
      ) entry ON entry.member_id = member.id
      WHERE member.growth <> coalesce(entry.growth, 0)"""),

  @Description(
      "Points that pay a part of an order are spent, and given back when it is cancelled or refunded.")
  ORDERS_ARE_SPENT(null);

  /** Null where a {@link PointsCheck} of another feature knows it. */
  private final String query;

  PointsRule(String query) {
    this.query = query;
  }

  /**
   * For operators by hand as well: answers {@code member_id} and {@code detail} of each violation.
   *
   * @return null where a {@link PointsCheck} of another feature knows it
   */
  public String query() {
    return query;
  }
}
