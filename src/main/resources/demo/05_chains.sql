-- Chain-buys in every state, from chains.json. The one that is CLOSED waits for its last payment,
-- which is overdue: the settlement job of the running application ends it within seconds.

-- Nobody can log in with this account: it only signs what is set up here.
INSERT INTO operator_account (id, name, password_hash, roles, active)
SELECT pg_temp.demo_brand_id('operator', 1), 'demo-setup', '', ARRAY ['OPERATOR'], false;

CREATE TEMP TABLE demo_chain ON COMMIT DROP AS
SELECT pg_temp.demo_brand_id('chain/' || (c ->> 'code'), place) AS id, c ->> 'code' AS code, c AS content,
       c ->> 'state' AS state, c ->> 'outcome' AS outcome, c ->> 'unit' AS unit, c ->> 'handedOver' AS handed_over,
       pg_temp.demo_at((c #>> '{published,0}')::integer, c #>> '{published,1}') AS opened_at,
       (c #>> '{deadline,0}')::integer AS deadline_day,
       pg_temp.demo_at((c #>> '{deadline,0}')::integer, c #>> '{deadline,1}') AS deadline,
       pg_temp.demo_at((c #>> '{ended,0}')::integer, c #>> '{ended,1}') AS cancelled_at,
       (c ->> 'entries')::integer AS entries, coalesce((c ->> 'unpaid')::integer, 0) AS unpaid,
       coalesce((c ->> 'reserved')::integer, 0) AS reserved
FROM demo_content, jsonb_array_elements(chains) WITH ORDINALITY AS list (c, place);

CREATE TEMP TABLE demo_chain_item ON COMMIT DROP AS
SELECT pg_temp.demo_brand_id('chain-item/' || c.code || '/' || place, place) AS id, c.id AS chain_id, place,
       s.id AS sku_id, s.product_name || ' ' || s.name AS name, (i ->> 'price')::bigint AS price,
       (i ->> 'stock')::integer AS stock, (i ->> 'limit')::integer AS per_member_limit
FROM demo_chain c, jsonb_array_elements(content -> 'items') WITH ORDINALITY AS items (i, place)
JOIN demo_sku s ON s.code = i ->> 'sku';

-- The paid ones first, then those that were never paid, then those that still can be.
CREATE TEMP TABLE demo_entry ON COMMIT DROP AS
SELECT e.*, pg_temp.demo_id(created_at, 'entry/' || name) AS id, pg_temp.demo_id(created_at, 'order/' || name) AS order_id,
       CASE WHEN number IS NOT NULL THEN created_at + interval '3 minutes' END AS paid_at,
       CASE WHEN withdrawn THEN created_at + interval '9 minutes'
            WHEN number IS NULL THEN CASE WHEN NOT is_reserved THEN pay_by + interval '4 seconds' END
            WHEN outcome = 'FAILED' THEN deadline + (10 + number) * interval '1 second'
            WHEN chain_state = 'CANCELLED' THEN cancelled_at + (5 + number) * interval '1 second' END AS ended_at,
       CASE WHEN number IS NULL THEN CASE WHEN is_reserved THEN 'RESERVED' ELSE 'EXPIRED' END
            WHEN withdrawn THEN 'WITHDRAWN'
            WHEN coalesce(outcome, 'FAILED') = 'FAILED' THEN 'PAID'
            WHEN handed_over = 'ALL' OR number % 2 = 1 THEN 'FULFILLED'
            ELSE 'CONFIRMED' END AS state
FROM (
  SELECT c.id AS chain_id, c.state AS chain_state, c.outcome, c.unit, c.handed_over, c.deadline, c.deadline_day, c.cancelled_at,
         c.code || '/' || place AS name, place, place > entries + unpaid AS is_reserved,
         CASE WHEN place <= entries THEN place END AS number,
         place <= entries AND coalesce((content -> 'withdrawn') @> to_jsonb(place), false) AS withdrawn,
         1 + ((content ->> 'firstMember')::integer - 1 + 7 * (place - 1)) % 200 AS member_number,
         content #>> ARRAY['notes', (place - 1)::text] AS note,
         created_at, least(created_at + interval '15 minutes', c.deadline) AS pay_by
  FROM demo_chain c, generate_series(1, entries + unpaid + reserved) AS place,
       LATERAL (SELECT CASE WHEN place > entries + unpaid THEN c.deadline - interval '8 minutes'
                  ELSE c.opened_at + place * (content ->> 'everyMinutes')::integer * interval '1 minute' END AS created_at) t
) e;

CREATE TEMP TABLE demo_entry_line ON COMMIT DROP AS
SELECT e.id AS entry_id, e.order_id, i.id AS item_id, i.sku_id, i.price,
       pg_temp.demo_dice('chain quantity' || e.name, 1, least(i.per_member_limit, CASE e.unit WHEN 'ORDERS' THEN 2 ELSE 5 END)) AS quantity
FROM demo_entry e,
LATERAL (SELECT * FROM demo_chain_item i WHERE i.chain_id = e.chain_id
         ORDER BY pg_temp.demo_dice('chain item' || e.name || i.place, 1, 10) + i.place DESC LIMIT 1) i;

CREATE TEMP TABLE demo_entry_measure ON COMMIT DROP AS
SELECT e.id, e.chain_id, e.number, e.state, e.withdrawn, e.paid_at,
       CASE e.unit WHEN 'ORDERS' THEN 1 WHEN 'UNITS' THEN sum(quantity) ELSE sum(quantity * price) END AS measure
FROM demo_entry e JOIN demo_entry_line l ON l.entry_id = e.id
GROUP BY e.id, e.chain_id, e.number, e.state, e.withdrawn, e.paid_at, e.unit;

INSERT INTO demo_order (id, member_id, source, source_id, status, store_id, placed_at, pay_by, paid_at, ready_at,
  completed_at, ended_at, end_cause)
SELECT e.order_id, m.id, 'CHAIN', e.chain_id,
       CASE e.state WHEN 'RESERVED' THEN 'PENDING_PAYMENT' WHEN 'EXPIRED' THEN 'CANCELLED' WHEN 'FULFILLED' THEN 'COMPLETED'
                    WHEN 'CONFIRMED' THEN 'READY_FOR_PICKUP' WHEN 'WITHDRAWN' THEN 'REFUNDED'
                    ELSE CASE WHEN e.ended_at IS NULL THEN 'PAID' ELSE 'REFUNDED' END END,
       (SELECT s.id FROM demo_store s JOIN demo_chain c ON c.id = e.chain_id WHERE (c.content -> 'stores') ? s.code
        ORDER BY s.id = m.store_id DESC, s.place LIMIT 1),
       e.created_at, e.pay_by, e.paid_at,
       CASE WHEN e.state IN ('CONFIRMED', 'FULFILLED') THEN pg_temp.demo_at(e.deadline_day + 1, '10:00') END,
       CASE WHEN e.state = 'FULFILLED'
            THEN pg_temp.demo_at(e.deadline_day + 2, '17:00') + pg_temp.demo_dice('handed over' || e.name, 0, 230) * interval '1 minute' END,
       e.ended_at,
       CASE e.state WHEN 'EXPIRED' THEN 'PAYMENT_TIMEOUT' WHEN 'WITHDRAWN' THEN 'WITHDRAWN_BY_MEMBER'
                    ELSE CASE WHEN e.ended_at IS NOT NULL THEN 'CHAIN_NOT_FORMED' END END
FROM demo_entry e JOIN demo_member m ON m.number = e.member_number;

INSERT INTO demo_line (order_id, position, sku_id, quantity, unit_price)
SELECT order_id, 0, sku_id, quantity, price FROM demo_entry_line;
