-- A year of orders of the shop, then some of the last days. Prices follow the order package's own
-- rule: the member price, less what the tier of that time takes off.

CREATE TEMP TABLE demo_order (
  id uuid PRIMARY KEY, member_id uuid NOT NULL, source text NOT NULL, source_id uuid,
  -- Where it stands in the end: of the same names as the order's status.
  status text NOT NULL, delivery text NOT NULL DEFAULT 'PICK_UP', store_id uuid,
  placed_at timestamptz NOT NULL, pay_by timestamptz NOT NULL, paid_at timestamptz,
  -- Ready for pick-up, or on its way.
  ready_at timestamptz, completed_at timestamptz,
  -- Cancelled, or refunded.
  ended_at timestamptz, end_cause text
) ON COMMIT DROP;

CREATE TEMP TABLE demo_line (
  order_id uuid NOT NULL, position integer NOT NULL, sku_id uuid NOT NULL, quantity integer NOT NULL,
  unit_price bigint NOT NULL, member_discount bigint NOT NULL DEFAULT 0, coupon_discount bigint NOT NULL DEFAULT 0
) ON COMMIT DROP;
CREATE INDEX ON demo_line (order_id);

-- Coupons that were or will be issued; the order that used one, if any.
CREATE TEMP TABLE demo_coupon (
  template text NOT NULL, member_id uuid NOT NULL, source text NOT NULL, source_key text,
  issued_at timestamptz NOT NULL, order_id uuid, held_at timestamptz, used_at timestamptz, revoked_at timestamptz
) ON COMMIT DROP;

CREATE TEMP TABLE demo_basket ON COMMIT DROP AS
SELECT b.*, one.id AS sku1, one.price AS price1, least(one.member_price, one.price) AS base1,
       two.id AS sku2, two.price AS price2, least(two.member_price, two.price) AS base2
FROM (
  SELECT m.id AS member_id, m.store_id, m.number || '/' || sequence AS name, sequence, orders,
         first_order_day + (-20 - first_order_day) * (sequence - 1) / orders AS day,
         CASE shopper WHEN 'OFTEN' THEN pg_temp.demo_dice('quantity1' || m.number || '/' || sequence, 1, 3)
                      ELSE pg_temp.demo_dice('quantity1' || m.number || '/' || sequence, 1, 2) END AS quantity1,
         pg_temp.demo_dice('quantity2' || m.number || '/' || sequence, 1, 2) AS quantity2,
         pg_temp.demo_dice('sku1' || m.number || '/' || sequence, 1, skus) AS sku_number1,
         CASE WHEN sequence > 1 AND pg_temp.demo_dice('more' || m.number || '/' || sequence, 1, 10)
                   <= CASE shopper WHEN 'OFTEN' THEN 8 WHEN 'REGULARLY' THEN 5 ELSE 3 END
              THEN pg_temp.demo_dice('sku2' || m.number || '/' || sequence, 1, skus - 1) END AS sku_number2
  FROM (SELECT *, joined_day + pg_temp.demo_dice('first order' || number, 1, 6) AS first_order_day FROM demo_member) m,
       generate_series(1, m.orders) AS sequence,
       (SELECT count(*)::integer AS skus FROM demo_sku WHERE NOT private_only) shelf
) b
JOIN demo_sku one ON one.number = sku_number1
LEFT JOIN demo_sku two ON two.number = CASE WHEN sku_number2 < sku_number1 THEN sku_number2 ELSE sku_number2 + 1 END;

-- One order after the other, as the growth of each may change the tier of the next: they lie more
-- than two days apart, and each is completed on the day after it was paid.
CREATE TEMP TABLE demo_priced ON COMMIT DROP AS
WITH RECURSIVE priced AS (
  SELECT m.id AS member_id, 0 AS sequence, NULL::text AS name, 0::bigint AS unit1, 0::bigint AS unit2,
         0::bigint AS coupon_off, 0::numeric AS growth
  FROM demo_member m WHERE m.orders > 0
  UNION ALL
  SELECT b.member_id, b.sequence, b.name, u.unit1, u.unit2, c.coupon_off,
         p.growth + (u.unit1 * b.quantity1 + coalesce(u.unit2, 0) * b.quantity2 - c.coupon_off) / 100
  FROM priced p
  JOIN demo_basket b ON b.member_id = p.member_id AND b.sequence = p.sequence + 1,
  LATERAL (SELECT member_price_discount_percent AS percent FROM tier WHERE growth_threshold <= p.growth
           ORDER BY level DESC LIMIT 1) t,
  LATERAL (SELECT base1 - base1 * percent / 100 AS unit1, base2 - base2 * percent / 100 AS unit2) u,
  -- The first one is paid with the coupon of newcomers.
  LATERAL (SELECT CASE WHEN b.sequence = 1 AND u.unit1 * b.quantity1 >= threshold THEN off ELSE 0 END AS coupon_off
           FROM demo_template WHERE code = 'welcome') c
)
SELECT p.*, o.id AS order_id, b.store_id, b.sku1, b.price1, b.quantity1, b.sku2, b.price2, b.quantity2, placed_at, day
FROM priced p JOIN demo_basket b USING (member_id, sequence),
LATERAL (SELECT pg_temp.demo_at(day, '09:00') + pg_temp.demo_dice('time' || b.name, 0, 740) * interval '1 minute' AS placed_at) t,
LATERAL (SELECT pg_temp.demo_id(placed_at, 'order/' || b.name) AS id) o;

INSERT INTO demo_order (id, member_id, source, status, store_id, placed_at, pay_by, paid_at, ready_at, completed_at)
SELECT order_id, member_id, 'SHOP', 'COMPLETED', store_id, placed_at, placed_at + interval '15 minutes',
       placed_at + interval '2 minutes', pg_temp.demo_at(day + 1, '10:00'),
       pg_temp.demo_at(day + 1, '17:00') + pg_temp.demo_dice('pick-up' || name, 0, 230) * interval '1 minute'
FROM demo_priced;

INSERT INTO demo_line
SELECT order_id, 0, sku1, quantity1, price1, (price1 - unit1) * quantity1, coupon_off FROM demo_priced
UNION ALL
SELECT order_id, 1, sku2, quantity2, price2, (price2 - unit2) * quantity2, 0 FROM demo_priced WHERE sku2 IS NOT NULL;

INSERT INTO demo_coupon (template, member_id, source, issued_at, order_id, held_at, used_at)
SELECT 'welcome', member_id, 'CLAIM', placed_at - interval '10 minutes', order_id, placed_at, placed_at + interval '2 minutes'
FROM demo_priced WHERE coupon_off > 0;
