-- What many payments change at once, such as the chain-buy whose next number each of them takes:
-- those that wait for it may share a transaction. Null for none, and for payments that an older
-- version opens: they go alone, as ever. Nothing is found by it, so it has no index.
ALTER TABLE payment ADD COLUMN hotspot_id uuid;
