-- Flash sales: one that is over, one that is open, one on the coming Wednesday at 20:00.

CREATE TEMP TABLE demo_flash_sale ON COMMIT DROP AS
SELECT pg_temp.demo_brand_id('flash-sale/' || (f ->> 'code'), place) AS id, f ->> 'code' AS code, f AS content,
       CASE f ->> 'when' WHEN 'LAST_WEDNESDAY' THEN 'ENDED' WHEN 'NOW' THEN 'RUNNING' ELSE 'SCHEDULED' END AS status,
       CASE f ->> 'when' WHEN 'NOW' THEN pg_temp.demo_at(-1, '20:00') ELSE pg_temp.demo_at(day, '20:00') END AS opens_at,
       CASE f ->> 'when' WHEN 'NOW' THEN pg_temp.demo_at(2, '00:00') ELSE pg_temp.demo_at(day, '22:00') END AS closes_at,
       day
FROM demo_content, jsonb_array_elements(brand -> 'flashSales') WITH ORDINALITY AS list (f, place),
LATERAL (
  SELECT CASE f ->> 'when' WHEN 'NOW' THEN -1 WHEN 'NEXT_WEDNESDAY' THEN coming ELSE coming - 14 END AS day
  FROM (SELECT CASE WHEN pg_temp.demo_at(ahead, '20:00') > now THEN ahead ELSE ahead + 7 END AS coming
        FROM (SELECT (10 - extract(isodow FROM today)::integer) % 7 AS ahead, now FROM demo_moment) wednesday) next
) days;

CREATE TEMP TABLE demo_flash_item ON COMMIT DROP AS
SELECT pg_temp.demo_brand_id('flash-sale-item/' || f.code || '/' || place, place) AS id, f.id AS sale_id, f.status, f.opens_at,
       f.day, f.code || '/' || place AS name, place - 1 AS position, s.id AS sku_id, (i ->> 'price')::bigint AS price,
       (i ->> 'stock')::integer AS stock, (i ->> 'limit')::integer AS per_member_limit, (i ->> 'sold')::integer AS sold
FROM demo_flash_sale f, jsonb_array_elements(content -> 'items') WITH ORDINALITY AS items (i, place)
JOIN demo_sku s ON s.code = i ->> 'sku';

-- One unit for each buyer.
CREATE TEMP TABLE demo_flash_purchase ON COMMIT DROP AS
SELECT i.id AS item_id, i.sale_id, i.sku_id, i.price, i.status, i.day, unit, m.id AS member_id, m.store_id, bought_at,
       i.name || '/' || unit AS name, pg_temp.demo_id(bought_at, 'order/flash/' || i.name || '/' || unit) AS order_id
FROM demo_flash_item i, generate_series(1, i.sold) AS unit,
LATERAL (SELECT i.opens_at + unit * interval '7 seconds' AS bought_at) t,
     demo_member m
WHERE m.number = 3 + (pg_temp.demo_dice(i.name, 1, 100) + 11 * unit) % 190;

INSERT INTO demo_order (id, member_id, source, source_id, status, store_id, placed_at, pay_by, paid_at, ready_at, completed_at)
SELECT order_id, member_id, 'FLASH_SALE', sale_id, CASE status WHEN 'ENDED' THEN 'COMPLETED' ELSE 'PAID' END, store_id,
       bought_at, bought_at + interval '15 minutes', bought_at + interval '1 minute',
       CASE status WHEN 'ENDED' THEN pg_temp.demo_at(day + 1, '10:00') END,
       CASE status WHEN 'ENDED' THEN pg_temp.demo_at(day + 1, '18:00') + unit * interval '4 minutes' END
FROM demo_flash_purchase;

INSERT INTO demo_line (order_id, position, sku_id, quantity, unit_price)
SELECT order_id, 0, sku_id, 1, price FROM demo_flash_purchase;

INSERT INTO campaign (id, kind, name, status, opens_at, closes_at, created_at)
SELECT id, 'FLASH_SALE', content ->> 'name', status, opens_at, closes_at, opens_at - interval '7 days' FROM demo_flash_sale;

INSERT INTO campaign_transition (campaign_id, from_status, to_status, cause, at)
SELECT f.id, from_status, to_status, cause, at
FROM demo_flash_sale f, LATERAL (VALUES
  (1, NULL, 'SCHEDULED', 'CREATED', opens_at - interval '7 days'),
  (2, 'SCHEDULED', 'RUNNING', 'WINDOW_OPENED', opens_at),
  (3, 'RUNNING', 'ENDED', 'WINDOW_CLOSED', closes_at)) change (step, from_status, to_status, cause, at)
WHERE step <= CASE status WHEN 'SCHEDULED' THEN 1 WHEN 'RUNNING' THEN 2 ELSE 3 END
ORDER BY f.id, step;

INSERT INTO flash_sale (id, description) SELECT id, content ->> 'description' FROM demo_flash_sale;

INSERT INTO flash_sale_item (id, sale_id, position, sku_id, price_fen, stock, per_member_limit)
SELECT id, sale_id, position, sku_id, price, stock, per_member_limit FROM demo_flash_item;
