-- Rows first: whoever gives a coupon just now is waited for, and seen by the next statement, or waits and is counted after it.
DO $$ BEGIN PERFORM FROM chain_coupon ORDER BY chain_id FOR UPDATE; END $$;

UPDATE chain_coupon c SET given = g.given
FROM (SELECT chain_id, count(*) AS given FROM chain_coupon_grant WHERE coupon_id IS NOT NULL GROUP BY chain_id) g
WHERE g.chain_id = c.chain_id;
