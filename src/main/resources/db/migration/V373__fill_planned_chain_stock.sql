-- Rows first, in the order in which the application locks them: nobody joins or leaves while the next statement, which sees all that was
-- committed by then, adds up what is left and what members hold.
DO $$ BEGIN PERFORM FROM chain_item WHERE planned_stock IS NULL ORDER BY id FOR UPDATE; END $$;

-- Of chains whose rest went back to the SKUs it is what members once paid for, as nobody noted more.
UPDATE chain_item i SET planned_stock = i.stock + coalesce((
  SELECT sum(l.quantity) FROM chain_entry e JOIN chain_entry_line l ON l.entry_id = e.id AND l.item_id = i.id
  WHERE e.chain_id = i.chain_id
    AND CASE WHEN i.stock_returned THEN e.number IS NOT NULL
             ELSE e.state <> 'EXPIRED' AND (e.refunded_at IS NULL OR e.state = 'FULFILLED') END), 0)
WHERE planned_stock IS NULL;
