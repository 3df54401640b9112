-- Held from now on; what is there already is looked at by V376, without a lock.
ALTER TABLE chain_item
  ADD CONSTRAINT chain_item_within_plan CHECK (stock <= planned_stock) NOT VALID,
  ADD CONSTRAINT chain_item_planned CHECK (planned_stock IS NOT NULL) NOT VALID;
