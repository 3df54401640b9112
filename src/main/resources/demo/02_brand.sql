-- Stores, communities, products and offers, from brand.json.

CREATE TEMP TABLE demo_store ON COMMIT DROP AS
SELECT pg_temp.demo_brand_id('store/' || (s ->> 'code'), place) AS id, place, s ->> 'code' AS code,
       s ->> 'name' AS name, s ->> 'city' AS city, s ->> 'address' AS address
FROM demo_content, jsonb_array_elements(brand -> 'stores') WITH ORDINALITY AS list (s, place);

INSERT INTO store (id, name, city, address, created_at)
SELECT id, name, city, address, pg_temp.demo_at(-500, '10:00') FROM demo_store;

CREATE TEMP TABLE demo_community ON COMMIT DROP AS
SELECT pg_temp.demo_brand_id('community/' || (c ->> 'code'), place) AS id, c ->> 'code' AS code,
       c ->> 'kind' AS kind, c ->> 'store' AS store, c ->> 'name' AS name, c ->> 'city' AS city,
       (c ->> 'dissolvesDay')::integer AS dissolves_day
FROM demo_content, jsonb_array_elements(brand -> 'communities') WITH ORDINALITY AS list (c, place);

INSERT INTO community (id, kind, store_id, name, city, dissolves_at, created_at)
SELECT c.id, c.kind, s.id, c.name, c.city, pg_temp.demo_at(c.dissolves_day, '22:00'),
       pg_temp.demo_at(CASE WHEN c.dissolves_day IS NULL THEN -400 ELSE -10 END, '10:30')
FROM demo_community c LEFT JOIN demo_store s ON s.code = c.store;

CREATE TEMP TABLE demo_sku ON COMMIT DROP AS
SELECT pg_temp.demo_brand_id('product/' || (p ->> 'code'), place) AS product_id,
       pg_temp.demo_brand_id('sku/' || (k ->> 'code'), place) AS id,
       p ->> 'code' AS product_code, p ->> 'name' AS product_name, p ->> 'description' AS description,
       '/images/products/' || (p ->> 'code') || '.jpg' AS image_url, p ->> 'role' AS role,
       coalesce((p ->> 'privateOnly')::boolean, false) AS private_only,
       k ->> 'code' AS code, k ->> 'name' AS name, at_place::integer AS position,
       (k ->> 'price')::bigint AS price, (k ->> 'member')::bigint AS member_price,
       (k ->> 'stock')::integer AS stock,
       row_number() OVER (ORDER BY coalesce((p ->> 'privateOnly')::boolean, false), place, at_place)
         AS number
FROM demo_content, jsonb_array_elements(brand -> 'products') WITH ORDINALITY AS list (p, place),
     jsonb_array_elements(p -> 'skus') WITH ORDINALITY AS skus (k, at_place);

INSERT INTO product (id, name, description, image_url, role, private_only, created_at)
SELECT DISTINCT ON (product_id) product_id, product_name, description, image_url, role, private_only,
       pg_temp.demo_at(-480, '11:00')
FROM demo_sku ORDER BY product_id;

INSERT INTO sku (id, product_id, name, position, price_fen, member_price_fen, stock)
SELECT id, product_id, name, position, price, member_price, stock FROM demo_sku;

CREATE TEMP TABLE demo_template ON COMMIT DROP AS
SELECT pg_temp.demo_brand_id('coupon-template/' || (t ->> 'code'), place) AS id, t ->> 'code' AS code,
       t ->> 'name' AS name, t ->> 'kind' AS kind, coalesce((t ->> 'threshold')::bigint, 0) AS threshold,
       coalesce((t ->> 'off')::bigint, 0) AS off, coalesce((t ->> 'percent')::integer, 0) AS percent,
       (t ->> 'cap')::bigint AS cap,
       ARRAY(SELECT DISTINCT product_id FROM demo_sku
             WHERE (t -> 'products') ? product_code ORDER BY product_id) AS product_ids,
       (t ->> 'total')::integer AS total, (t ->> 'limit')::integer AS per_member_limit,
       ARRAY(SELECT jsonb_array_elements_text(t -> 'ways')) AS ways,
       pg_temp.demo_at((t ->> 'fromDay')::integer, '00:00') AS issue_from,
       pg_temp.demo_at((t ->> 'untilDay')::integer, '00:00') AS issue_until,
       pg_temp.demo_at((t ->> 'validFromDay')::integer, '00:00') AS valid_from,
       coalesce(pg_temp.demo_at((t ->> 'validToDay')::integer, '00:00'),
                date_trunc('hour', now) + (t ->> 'validToHours')::integer * interval '1 hour') AS valid_to,
       (t ->> 'days')::integer AS valid_days
FROM demo_content, demo_moment,
     jsonb_array_elements(brand -> 'couponTemplates') WITH ORDINALITY AS list (t, place);

INSERT INTO coupon_template (id, name, kind, threshold_fen, amount_off_fen, percent_off, cap_fen,
  product_ids, total, per_member_limit, issue_ways, issue_from, issue_until, valid_from, valid_to,
  valid_days, created_at)
SELECT id, name, kind, threshold, off, percent, cap, product_ids, total, per_member_limit, ways,
       issue_from, issue_until, valid_from, valid_to, valid_days, issue_from - interval '1 day'
FROM demo_template;

INSERT INTO tier_benefit (id, tier_id, type, active, coupon_template_id, copies, month_day)
SELECT pg_temp.demo_brand_id('tier-benefit/' || tier.level || (b ->> 'type'), list.place), tier.id, b ->> 'type', true, t.id,
       (b ->> 'copies')::integer, (b ->> 'monthDay')::integer
FROM demo_content, jsonb_array_elements(brand -> 'tierBenefits') WITH ORDINALITY AS list (b, place)
JOIN tier ON tier.level = (b ->> 'level')::integer
LEFT JOIN demo_template t ON t.code = b ->> 'template';

CREATE TEMP TABLE demo_reward ON COMMIT DROP AS
SELECT pg_temp.demo_brand_id('reward/' || (r ->> 'code'), place) AS id, r ->> 'code' AS code,
       t.id AS template_id, r ->> 'name' AS name, r ->> 'description' AS description,
       (r ->> 'points')::integer AS points, (r ->> 'stock')::integer AS stock,
       (r ->> 'limit')::integer AS per_member_limit
FROM demo_content, jsonb_array_elements(brand -> 'rewards') WITH ORDINALITY AS list (r, place)
JOIN demo_template t ON t.code = r ->> 'template';

INSERT INTO reward (id, kind, target_id, name, description, points_price, stock, per_member_limit, created_at)
SELECT id, 'COUPON', template_id, name, description, points, stock, per_member_limit,
       pg_temp.demo_at(-300, '10:00')
FROM demo_reward;
