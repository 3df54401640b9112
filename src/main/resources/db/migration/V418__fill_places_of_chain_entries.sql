-- Of those that can still be packed. They are few, and the others take theirs when they are next written. In the order in which the
-- application locks them.
DO $$ BEGIN
  PERFORM FROM chain_entry
  WHERE place IS NULL AND refunded_at IS NULL AND state IN ('RESERVED', 'PAID', 'CONFIRMED') ORDER BY id FOR NO KEY UPDATE;
END $$;

UPDATE chain_entry e SET place = CASE o.delivery_kind WHEN 'PICK_UP' THEN o.store_id ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END
FROM customer_order o
WHERE o.id = e.order_id AND e.place IS NULL AND e.refunded_at IS NULL AND e.state IN ('RESERVED', 'PAID', 'CONFIRMED');
