-- What all those orders earned, by the rules of the order and points packages: growth and spendable
-- points when an order is completed, points pending from its payment on.

CREATE TEMP TABLE demo_earned ON COMMIT DROP AS
SELECT t.id AS order_id, t.member_id, t.status, t.paid_at, t.completed_at, t.ended_at, paid_goods / 100 AS yuan
FROM demo_total t WHERE paid_at IS NOT NULL;

CREATE TEMP TABLE demo_growth ON COMMIT DROP AS
SELECT member_id, order_id, completed_at, yuan,
       sum(yuan) OVER (PARTITION BY member_id ORDER BY completed_at, order_id) AS growth
FROM demo_earned WHERE completed_at IS NOT NULL AND yuan > 0;
CREATE INDEX ON demo_growth (member_id);

INSERT INTO member_growth_entry (id, member_id, business_type, business_id, kind, growth, created_at)
SELECT pg_temp.demo_id(completed_at, 'growth/' || order_id), member_id, 'ORDER', order_id, 'EARN', yuan, completed_at FROM demo_growth;

INSERT INTO member_tier_change (id, member_id, from_tier_id, to_tier_id, growth, cause, business_type, business_id, created_at)
SELECT pg_temp.demo_id(completed_at, 'tier/' || order_id), member_id, (before).id, (after).id, growth, 'GROWTH_REACHED', 'ORDER', order_id, completed_at
FROM (SELECT *, pg_temp.demo_tier(growth - yuan) AS before, pg_temp.demo_tier(growth) AS after FROM demo_growth) rise
WHERE (before).id <> (after).id;

UPDATE member SET growth = reached.growth, tier_id = (pg_temp.demo_tier(reached.growth)).id
FROM (SELECT member_id, max(growth) AS growth FROM demo_growth GROUP BY member_id) reached
WHERE member.id = reached.member_id;

-- Points that were earned: by orders with the multiplier of the tier at that time, and by checking
-- in every day until yesterday.
CREATE TEMP TABLE demo_earning ON COMMIT DROP AS
SELECT member_id, 'ORDER' AS business_type, order_id::text AS business_id, 'PURCHASE' AS kind,
       yuan * r.points * multiplier / 100 AS points, paid_at AS created_at, completed_at AS posted_at,
       CASE WHEN status = 'REFUNDED' THEN 'VOID' WHEN completed_at IS NULL THEN 'PENDING' ELSE 'ACTIVE' END AS state,
       pg_temp.demo_points_end('PURCHASE', paid_at) AS expires_at
FROM demo_earned e JOIN earn_rule r ON r.code = 'PURCHASE',
LATERAL (SELECT (pg_temp.demo_tier(coalesce(max(growth), 0))).points_multiplier_percent AS multiplier
         FROM demo_growth g WHERE g.member_id = e.member_id AND g.completed_at <= e.paid_at) t
WHERE yuan * r.points * multiplier / 100 > 0;

CREATE TEMP TABLE demo_check_in ON COMMIT DROP AS
SELECT m.id AS member_id, m.number, day, streak, checked_at, r.points, CASE WHEN streak % streak_days = 0 THEN streak_bonus ELSE 0 END AS bonus
FROM demo_member m, generate_series(1, pg_temp.demo_dice('streak' || m.number, 2, 13)) AS streak,
LATERAL (SELECT streak - 1 - pg_temp.demo_dice('streak' || m.number, 2, 13) AS day) d,
LATERAL (SELECT pg_temp.demo_at(day, '07:30') + pg_temp.demo_dice('check-in' || m.number || '/' || streak, 0, 800) * interval '1 minute' AS checked_at) t,
earn_rule r
WHERE r.code = 'CHECK_IN' AND m.number % 4 = 1 AND day >= joined_day;

INSERT INTO check_in (id, member_id, day, streak, points, created_at)
SELECT pg_temp.demo_id(checked_at, 'check-in/' || number), member_id, today + day, streak, points + bonus, checked_at
FROM demo_check_in, demo_moment;

INSERT INTO demo_earning
SELECT member_id, 'CHECK_IN', (today + day)::text, kind, earned, checked_at, checked_at, 'ACTIVE', pg_temp.demo_points_end('CHECK_IN', checked_at)
FROM demo_check_in, demo_moment, LATERAL (VALUES ('BASE', points), ('STREAK_BONUS', bonus)) part (kind, earned)
WHERE earned > 0;

-- Points that were spent, in the points mall.
CREATE TEMP TABLE demo_redemption ON COMMIT DROP AS
SELECT pg_temp.demo_id(redeemed_at, 'redemption/' || m.number || '/' || r.code) AS id, m.id AS member_id, r.id AS reward_id, t.code AS template,
       r.name, r.points, redeemed_at,
       sum(r.points) OVER (PARTITION BY m.id ORDER BY redeemed_at) - r.points AS spent_before
FROM demo_content, jsonb_array_elements(brand -> 'redemptions') AS plan
JOIN demo_reward r ON r.code = plan ->> 'reward' JOIN demo_template t ON t.id = r.template_id
CROSS JOIN demo_member m,
LATERAL (SELECT pg_temp.demo_at((plan ->> 'day')::integer, '12:00') + m.number * interval '2 minutes' AS redeemed_at) at
WHERE (plan -> 'shoppers') ? m.shopper;

INSERT INTO points_account (member_id) SELECT DISTINCT member_id FROM demo_earning;

INSERT INTO points_entry (id, member_id, operation, business_type, business_id, kind, points, posted_at, created_at)
SELECT pg_temp.demo_id(created_at, kind || '/' || member_id || '/' || business_id), member_id, operation, business_type, business_id, kind, points, posted_at, created_at
FROM (
  SELECT member_id, 'EARN' AS operation, business_type, business_id, kind, points, posted_at, created_at FROM demo_earning
  UNION ALL
  SELECT member_id, 'SPEND', 'REDEMPTION', id::text, 'SPEND', -points, redeemed_at, redeemed_at FROM demo_redemption
  UNION ALL
  SELECT member_id, 'REVERSAL', 'ORDER', order_id::text, 'REVERSAL', 0, ended_at, ended_at FROM demo_earned WHERE status = 'REFUNDED'
) entry ORDER BY created_at, member_id, kind;

INSERT INTO points_lot (id, member_id, entry_id, amount, remaining, state, available_at, expires_at)
SELECT pg_temp.demo_id(e.created_at, 'lot/' || e.id), member_id, e.id, e.points, CASE state WHEN 'VOID' THEN 0 ELSE e.points END, state, e.posted_at, expires_at
FROM demo_earning d JOIN points_entry e USING (member_id, business_type, business_id, kind);

-- Soonest-ending lots first: both lots and spends lie on one line, and where they overlap is taken.
INSERT INTO points_allocation (entry_id, lot_id, amount)
SELECT e.id, lot.id, least(until, spent_before + r.points) - greatest(since, spent_before)
FROM demo_redemption r
JOIN points_entry e ON e.member_id = r.member_id AND e.business_id = r.id::text
JOIN (
  SELECT id, member_id, sum(amount) OVER line - amount AS since, sum(amount) OVER line AS until
  FROM points_lot WHERE state = 'ACTIVE' WINDOW line AS (PARTITION BY member_id ORDER BY expires_at, id)
) lot ON lot.member_id = r.member_id AND since < spent_before + r.points AND until > spent_before;

UPDATE points_lot SET remaining = remaining - taken.amount
FROM (SELECT lot_id, sum(amount) AS amount FROM points_allocation GROUP BY lot_id) taken WHERE points_lot.id = taken.lot_id;

UPDATE points_account SET balance = left_over.points
FROM (SELECT member_id, sum(remaining) AS points FROM points_lot WHERE state = 'ACTIVE' GROUP BY member_id) left_over
WHERE points_account.member_id = left_over.member_id;

INSERT INTO redemption (id, member_id, reward_id, reward_kind, reward_name, points, state, created_at)
SELECT id, member_id, reward_id, 'COUPON', name, points, 'REDEEMED', redeemed_at FROM demo_redemption;

INSERT INTO redemption_change (id, redemption_id, from_state, to_state, cause, created_at)
SELECT pg_temp.demo_id(redeemed_at, to_state || id), id, from_state, to_state, cause, redeemed_at
FROM demo_redemption, LATERAL (VALUES (NULL, 'ISSUED', 'REDEEMED_BY_MEMBER'), ('ISSUED', 'REDEEMED', 'FULFILLED')) change (from_state, to_state, cause);

INSERT INTO reward_member_count (reward_id, member_id, redeemed)
SELECT reward_id, member_id, count(*) FROM demo_redemption GROUP BY reward_id, member_id;
