-- What chain-buys and flash sales keep beside the orders.

INSERT INTO chain (id, title, description, state, outcome, minimum_unit, minimum, maximum, deadline, delivers, last_number, held, have,
  created_by, created_at, published_at, closed_at, settled_at, wound_up_at)
SELECT c.id, content ->> 'title', content ->> 'description', state, outcome, unit, (content ->> 'minimum')::bigint,
       (content ->> 'maximum')::bigint, deadline, false, entries, coalesce(held, 0), coalesce(have, 0), pg_temp.demo_brand_id('operator', 1),
       opened_at - interval '2 hours', CASE WHEN state <> 'DRAFT' THEN opened_at END,
       CASE WHEN state IN ('CLOSED', 'SETTLED') THEN deadline END,
       CASE state WHEN 'SETTLED' THEN deadline + interval '5 seconds' END,
       CASE state WHEN 'SETTLED' THEN deadline + interval '1 minute' WHEN 'CANCELLED' THEN cancelled_at + interval '1 minute' END
FROM demo_chain c
LEFT JOIN (
  SELECT chain_id, sum(measure) FILTER (WHERE number IS NOT NULL OR state = 'RESERVED') AS held,
         sum(measure) FILTER (WHERE number IS NOT NULL) AS have
  FROM demo_entry_measure WHERE NOT withdrawn GROUP BY chain_id
) counted ON counted.chain_id = c.id;

INSERT INTO chain_community (chain_id, community_id)
SELECT c.id, g.id FROM demo_chain c JOIN demo_community g ON (c.content -> 'communities') ? g.code;

INSERT INTO chain_pick_up_point (chain_id, store_id)
SELECT c.id, s.id FROM demo_chain c JOIN demo_store s ON (c.content -> 'stores') ? s.code;

INSERT INTO chain_item (id, chain_id, sku_id, position, name, chain_price_fen, stock, planned_stock, per_member_limit, stock_returned)
SELECT i.id, i.chain_id, i.sku_id, i.place - 1, i.name, i.price,
       CASE WHEN c.state IN ('SETTLED', 'CANCELLED') THEN 0 ELSE i.stock - coalesce(taken, 0) END, i.stock, i.per_member_limit,
       c.state IN ('SETTLED', 'CANCELLED')
FROM demo_chain_item i JOIN demo_chain c ON c.id = i.chain_id
LEFT JOIN (
  SELECT item_id, sum(quantity) AS taken FROM demo_entry_line l JOIN demo_entry e ON e.id = l.entry_id
  WHERE e.state IN ('RESERVED', 'PAID') GROUP BY item_id
) held ON held.item_id = i.id;

INSERT INTO chain_entry (id, chain_id, member_id, order_id, state, number, measure, note, created_at, paid_at, refunded_at, ended_at, end_cause)
SELECT e.id, e.chain_id, o.member_id, e.order_id, e.state, e.number, q.measure, e.note, e.created_at, e.paid_at,
       CASE WHEN o.status = 'REFUNDED' THEN e.ended_at END, e.ended_at,
       CASE WHEN e.state = 'EXPIRED' THEN 'UNPAID' WHEN e.state = 'WITHDRAWN' THEN 'WITHDRAWN_BY_MEMBER'
            WHEN o.status = 'REFUNDED' THEN 'REFUNDED' END
FROM demo_entry e JOIN demo_order o ON o.id = e.order_id JOIN demo_entry_measure q ON q.id = e.id;

INSERT INTO chain_entry_line (entry_id, item_id, quantity) SELECT entry_id, item_id, quantity FROM demo_entry_line;

INSERT INTO chain_member_quota (item_id, member_id, taken)
SELECT l.item_id, o.member_id, coalesce(sum(quantity) FILTER (WHERE o.status NOT IN ('CANCELLED', 'REFUNDED')), 0)
FROM demo_entry_line l JOIN demo_order o ON o.id = l.order_id JOIN demo_chain_item i ON i.id = l.item_id
WHERE i.per_member_limit IS NOT NULL GROUP BY l.item_id, o.member_id;

-- No withdrawn entry of these lists ever carried one over its minimum.
INSERT INTO chain_transition (chain_id, from_state, to_state, cause, at)
SELECT id, lag(to_state, 1, 'DRAFT') OVER (PARTITION BY id ORDER BY step), to_state, cause, at
FROM demo_chain c, LATERAL (
  SELECT min(paid_at) AS reached_at FROM (
    SELECT paid_at, sum(measure) OVER (ORDER BY number) AS sum FROM demo_entry_measure e
    WHERE e.chain_id = c.id AND number IS NOT NULL AND NOT withdrawn) running
  WHERE sum >= (content ->> 'minimum')::bigint
) r, LATERAL (VALUES
  (1, 'OPEN', 'PUBLISHED', CASE WHEN state <> 'DRAFT' THEN opened_at END),
  (2, 'REACHED', 'MINIMUM_REACHED', reached_at),
  (3, 'CLOSED', 'DEADLINE_PASSED', CASE WHEN state IN ('CLOSED', 'SETTLED') THEN deadline END),
  (4, 'SETTLED', outcome, CASE state WHEN 'SETTLED' THEN deadline + interval '5 seconds' END),
  (5, 'CANCELLED', content ->> 'cause', cancelled_at)) change (step, to_state, cause, at)
WHERE at IS NOT NULL ORDER BY at, id, step;

INSERT INTO flash_sale_purchase (order_id, item_id, member_id, quantity, idempotency_key, input_hash, created_at)
SELECT order_id, item_id, member_id, 1, 'demo', encode(sha256(convert_to(name, 'UTF8')), 'hex'), bought_at FROM demo_flash_purchase;

-- What a sale did not sell went back to the shelf when it ended.
INSERT INTO flash_sale_slot (item_id, number, order_id, withdrawn)
SELECT i.id, number, p.order_id, i.status = 'ENDED' AND p.order_id IS NULL
FROM demo_flash_item i CROSS JOIN LATERAL generate_series(1, i.stock) AS number
LEFT JOIN demo_flash_purchase p ON p.unit = number AND p.item_id = i.id;

INSERT INTO flash_sale_member_quota (item_id, member_id, taken, allowed)
SELECT p.item_id, p.member_id, count(*), i.per_member_limit
FROM demo_flash_purchase p JOIN demo_flash_item i ON i.id = p.item_id GROUP BY p.item_id, p.member_id, i.per_member_limit;
