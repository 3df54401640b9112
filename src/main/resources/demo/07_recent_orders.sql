-- Orders of the last days in the other states. The first member has one of each.

CREATE TEMP TABLE demo_recent ON COMMIT DROP AS
SELECT m.id AS member_id, m.store_id, status, placed_at, 'recent/' || m.number || '/' || status AS name,
       pg_temp.demo_id(placed_at, 'order/recent/' || m.number || '/' || status) AS order_id, days, quantity,
       s.id AS sku_id, s.price, least(s.member_price, s.price) AS base, tier.percent
FROM demo_member m
JOIN (VALUES ('PAID', 1), ('READY_FOR_PICKUP', 2), ('SHIPPED', 3), ('CANCELLED', 4), ('REFUNDED', 5)) state (status, days)
  ON m.number = 1 OR (m.number BETWEEN 2 AND 41 AND m.number % 5 = days - 1),
LATERAL (SELECT pg_temp.demo_at(-days, '11:00') + pg_temp.demo_dice('recent' || m.number || status, 0, 540) * interval '1 minute' AS placed_at,
                pg_temp.demo_dice('recent quantity' || m.number || status, 1, 2) AS quantity) t,
LATERAL (SELECT * FROM demo_sku WHERE NOT private_only
         ORDER BY md5(number || 'recent' || m.number || status) LIMIT 1) s,
LATERAL (SELECT (pg_temp.demo_tier(coalesce(sum(growth), 0))).member_price_discount_percent AS percent
         FROM (SELECT sum(unit_price * quantity - member_discount - coupon_discount)::bigint / 100 AS growth
               FROM demo_order o JOIN demo_line l ON l.order_id = o.id
               WHERE o.member_id = m.id AND o.completed_at <= placed_at GROUP BY o.id) earned) tier;

INSERT INTO demo_order (id, member_id, source, status, delivery, store_id, placed_at, pay_by, paid_at, ready_at, ended_at, end_cause)
SELECT order_id, member_id, 'SHOP', status, CASE status WHEN 'SHIPPED' THEN 'DELIVERY' ELSE 'PICK_UP' END,
       CASE WHEN status <> 'SHIPPED' THEN store_id END, placed_at, placed_at + interval '15 minutes',
       CASE WHEN status <> 'CANCELLED' THEN placed_at + interval '2 minutes' END,
       CASE WHEN status IN ('READY_FOR_PICKUP', 'SHIPPED') THEN pg_temp.demo_at(1 - days, '10:00') END,
       CASE status WHEN 'CANCELLED' THEN placed_at + interval '6 minutes' WHEN 'REFUNDED' THEN placed_at + interval '1 hour' END,
       CASE status WHEN 'CANCELLED' THEN 'CANCELLED_BY_MEMBER' WHEN 'REFUNDED' THEN 'REQUESTED_BY_MEMBER' END
FROM demo_recent;

INSERT INTO demo_line (order_id, position, sku_id, quantity, unit_price, member_discount)
SELECT order_id, 0, sku_id, quantity, price, (price - (base - base * percent / 100)) * quantity FROM demo_recent;
