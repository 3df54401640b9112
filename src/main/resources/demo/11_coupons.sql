-- Coupons: bought with points, claimed, given by campaigns; used, running out today and tomorrow,
-- ended, taken back.

INSERT INTO demo_coupon (template, member_id, source, source_key, issued_at)
SELECT template, member_id, 'POINTS', id::text, redeemed_at FROM demo_redemption;

-- Who did not use the coupon of newcomers at once still had it, for a week.
INSERT INTO demo_coupon (template, member_id, source, issued_at)
SELECT 'welcome', m.id, 'CLAIM', created_at + interval '5 minutes'
FROM demo_member m JOIN member USING (id)
WHERE NOT EXISTS (SELECT FROM demo_coupon c WHERE c.template = 'welcome' AND c.member_id = m.id);

INSERT INTO demo_coupon (template, member_id, source, issued_at)
SELECT 'weekly', id, 'CLAIM', pg_temp.demo_at(-3, '09:00') + number * interval '4 minutes' FROM demo_member WHERE number % 10 IN (1, 2, 7)
UNION ALL
SELECT 'cherry', id, 'CLAIM', pg_temp.demo_at(-2, '12:00') + number * interval '3 minutes' FROM demo_member WHERE number % 9 = 1
UNION ALL
SELECT 'drop', id, 'CLAIM', pg_temp.demo_at(-1, '12:00') + number * interval '5 seconds' FROM demo_member WHERE number % 16 IN (1, 4, 7, 9, 12)
UNION ALL
SELECT 'evening', id, 'CAMPAIGN', pg_temp.demo_at(-6, '10:00') FROM demo_member WHERE shopper IN ('OFTEN', 'REGULARLY') OR number % 7 = 3
UNION ALL
SELECT 'gold', m.id, 'BENEFIT', pg_temp.demo_at(-20, '10:00') FROM demo_member m JOIN member USING (id) JOIN tier t ON t.id = tier_id WHERE t.level = 3
UNION ALL
SELECT 'lastmonth', id, 'CAMPAIGN', pg_temp.demo_at(-40, '10:00') FROM demo_member WHERE shopper IN ('OFTEN', 'REGULARLY');

-- Given to the wrong people, and taken back on the same day.
UPDATE demo_coupon SET revoked_at = issued_at + interval '5 hours'
WHERE template = 'lastmonth' AND member_id IN (SELECT id FROM demo_member WHERE number % 20 = 14);

CREATE TEMP TABLE demo_issued ON COMMIT DROP AS
SELECT pg_temp.demo_id(issued_at, 'coupon/' || c.template || '/' || c.member_id) AS id, c.*, t.id AS template_id, t.name, t.kind, t.threshold, t.off,
       t.percent, t.cap, t.product_ids, coalesce(t.valid_from, issued_at) AS since,
       coalesce(t.valid_to, issued_at + t.valid_days * interval '24 hours') AS until,
       CASE WHEN order_id IS NOT NULL THEN 'USED' WHEN revoked_at IS NOT NULL THEN 'REVOKED'
            WHEN coalesce(t.valid_to, issued_at + t.valid_days * interval '24 hours') <= now THEN 'EXPIRED' ELSE 'ISSUED' END AS status
FROM demo_coupon c JOIN demo_template t ON t.code = c.template, demo_moment;

INSERT INTO coupon (id, template_id, member_id, status, name, kind, threshold_fen, amount_off_fen, percent_off, cap_fen, product_ids, valid_from,
  valid_to, source, source_key, order_id, issued_at)
SELECT id, template_id, member_id, status, name, kind, threshold, off, percent, cap, product_ids, since, until, source,
       coalesce(source_key, id::text), order_id, issued_at
FROM demo_issued;

INSERT INTO coupon_transition (coupon_id, from_status, to_status, cause, order_id, at)
SELECT id, from_status, to_status, cause, CASE WHEN to_status IN ('HELD', 'USED') THEN order_id END, at
FROM demo_issued, LATERAL (VALUES
  (NULL, 'ISSUED', source, issued_at),
  ('ISSUED', 'HELD', 'ORDER_PLACED', held_at),
  ('HELD', 'USED', 'ORDER_PAID', used_at),
  ('ISSUED', 'REVOKED', 'REVOKED_BY_OPERATOR', revoked_at),
  ('ISSUED', 'EXPIRED', 'VALIDITY_ENDED', CASE status WHEN 'EXPIRED' THEN until END)) change (from_status, to_status, cause, at)
WHERE at IS NOT NULL ORDER BY at, id;

INSERT INTO coupon_member_quota (template_id, member_id, taken)
SELECT template_id, member_id, count(*) FROM demo_issued GROUP BY template_id, member_id;

UPDATE coupon_template SET issued = copies.issued
FROM (SELECT template_id, count(*) AS issued FROM demo_issued GROUP BY template_id) copies WHERE coupon_template.id = copies.template_id;
