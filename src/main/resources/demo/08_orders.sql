-- All orders that were thought up before, with their payments and refunds, on both sides of the
-- sandbox gateway, so that the application can go on with any of them.

CREATE TEMP TABLE demo_total ON COMMIT DROP AS
SELECT o.*, goods, discount, freight, goods - discount + freight AS total, paid_goods, description, paid_at IS NOT NULL AS paid,
       pg_temp.demo_id(placed_at, 'payment/' || o.id) AS payment_id,
       CASE WHEN o.status = 'REFUNDED' THEN pg_temp.demo_id(ended_at, 'refund/' || o.id) END AS refund_id
FROM demo_order o,
LATERAL (
  SELECT sum(unit_price * quantity)::bigint AS goods, sum(member_discount + coupon_discount)::bigint AS discount,
         sum(unit_price * quantity - member_discount - coupon_discount)::bigint AS paid_goods,
         (array_agg(s.product_name ORDER BY l.position))[1] || CASE WHEN count(*) > 1 THEN ' 等' || count(*) || '种商品' ELSE '' END AS description
  FROM demo_line l JOIN demo_sku s ON s.id = l.sku_id WHERE l.order_id = o.id
) sold,
LATERAL (SELECT CASE WHEN delivery = 'DELIVERY' AND paid_goods < 9900 THEN 800 ELSE 0 END AS freight) f;

INSERT INTO payment (id, order_id, payer_id, description, amount_fen, state, expires_at, transaction_id, paid_at, refunded_fen, created_at)
SELECT payment_id, id, member_id, description, total,
       CASE status WHEN 'PENDING_PAYMENT' THEN 'OPEN' WHEN 'CANCELLED' THEN 'CLOSED' ELSE 'PAID' END, pay_by,
       CASE WHEN paid THEN 'sandbox-' || replace(payment_id::text, '-', '') END, paid_at,
       CASE status WHEN 'REFUNDED' THEN total ELSE 0 END, placed_at
FROM demo_total;

INSERT INTO payment_transition (payment_id, from_state, to_state, cause, at)
SELECT payment_id, from_state, to_state, cause, at
FROM demo_total, LATERAL (VALUES
  (NULL, 'OPEN', 'ORDER_PLACED', placed_at),
  ('OPEN', 'PAID', 'GATEWAY_SAYS_PAID', paid_at),
  ('OPEN', 'CLOSED', 'CLOSED_AT_GATEWAY', CASE status WHEN 'CANCELLED' THEN ended_at END)) change (from_state, to_state, cause, at)
WHERE at IS NOT NULL ORDER BY at, payment_id;

INSERT INTO sandbox_trade (out_trade_no, amount_fen, state, expires_at, transaction_id, paid_at)
SELECT number, total, CASE WHEN paid THEN 'SUCCESS' ELSE 'CLOSED' END, pay_by, CASE WHEN paid THEN 'sandbox-' || number END, paid_at
FROM demo_total, LATERAL (SELECT replace(payment_id::text, '-', '') AS number) n
WHERE status <> 'PENDING_PAYMENT';

INSERT INTO customer_order (id, member_id, source, source_id, status, goods_fen, discount_fen, points_used, points_discount_fen,
  freight_fen, total_fen, refunded_fen, holds_stock, payment_id, pay_by, delivery_kind, store_id, recipient_name, address, carrier,
  tracking_number, created_at, paid_at)
SELECT t.id, member_id, source, source_id, status, goods, discount, 0, 0, freight, total,
       CASE status WHEN 'REFUNDED' THEN total ELSE 0 END, source = 'SHOP', payment_id, pay_by, delivery, t.store_id,
       CASE delivery WHEN 'DELIVERY' THEN m.nickname END, CASE delivery WHEN 'DELIVERY' THEN s.city || '市门店三公里内（示例地址）' END,
       CASE status WHEN 'SHIPPED' THEN '门店骑手' END, CASE status WHEN 'SHIPPED' THEN 'SZ' || upper(left(md5(t.id::text), 10)) END,
       placed_at, paid_at
FROM demo_total t JOIN demo_member m ON m.id = t.member_id JOIN demo_store s ON s.id = m.store_id
ORDER BY placed_at;

INSERT INTO order_line (id, order_id, position, sku_id, product_id, product_name, sku_name, image_url, quantity, unit_price_fen,
  member_discount_fen, coupon_discount_fen, points_discount_fen, paid_fen, refunded_fen, refunded_quantity)
SELECT pg_temp.demo_id(placed_at, 'line/' || t.id || '/' || l.position), t.id, l.position, s.id, s.product_id, s.product_name, s.name,
       s.image_url, quantity, unit_price, member_discount, coupon_discount, 0, paid_fen,
       CASE status WHEN 'REFUNDED' THEN paid_fen ELSE 0 END, CASE status WHEN 'REFUNDED' THEN quantity ELSE 0 END
FROM demo_total t JOIN demo_line l ON l.order_id = t.id JOIN demo_sku s ON s.id = l.sku_id,
LATERAL (SELECT unit_price * quantity - member_discount - coupon_discount AS paid_fen) p;

INSERT INTO order_transition (order_id, from_status, to_status, cause, at)
SELECT id, lag(to_status) OVER (PARTITION BY id ORDER BY step), to_status, cause, at
FROM demo_total, LATERAL (VALUES
  (1, 'PENDING_PAYMENT', 'PLACED', placed_at),
  (2, 'PAID', 'PAID', paid_at),
  (3, CASE delivery WHEN 'PICK_UP' THEN 'READY_FOR_PICKUP' ELSE 'SHIPPED' END,
      CASE delivery WHEN 'PICK_UP' THEN 'markReadyForPickup' ELSE 'shipOrder' END, ready_at),
  (4, 'COMPLETED', 'RECEIVED_BY_MEMBER', completed_at),
  (5, status, end_cause, ended_at)) change (step, to_status, cause, at)
WHERE at IS NOT NULL ORDER BY at, id, step;

INSERT INTO refund (id, payment_id, amount_fen, reason, state, query_at, requested_at, settled_at)
SELECT refund_id, payment_id, total, '订单退款', 'SUCCEEDED', ended_at + interval '10 minutes', ended_at, ended_at + interval '2 seconds'
FROM demo_total WHERE refund_id IS NOT NULL;

INSERT INTO sandbox_refund (out_refund_no, out_trade_no, amount_fen, state)
SELECT replace(refund_id::text, '-', ''), replace(payment_id::text, '-', ''), total, 'SUCCESS'
FROM demo_total WHERE refund_id IS NOT NULL;

INSERT INTO order_refund (id, order_id, refund_key, amount_fen, cause, money, created_at)
SELECT refund_id, id, 'WHOLE', total, end_cause, 'SUCCEEDED', ended_at FROM demo_total WHERE refund_id IS NOT NULL;

-- Whoever bought had come by then.
UPDATE member SET created_at = first.placed_at - interval '20 minutes'
FROM (SELECT member_id, min(placed_at) AS placed_at FROM demo_order GROUP BY member_id) first
WHERE member.id = first.member_id AND member.created_at > first.placed_at;
