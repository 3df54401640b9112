-- How many units of an item a chain began with: what a copy of the chain begins with. What is given back never adds up to more.
ALTER TABLE chain_item ADD COLUMN planned_stock integer;

-- What is left and what members hold. Of chains whose rest went back to the SKUs it is what members once paid for, as nobody noted more.
UPDATE chain_item i SET planned_stock = i.stock + coalesce((
  SELECT sum(l.quantity) FROM chain_entry e JOIN chain_entry_line l ON l.entry_id = e.id AND l.item_id = i.id
  WHERE e.chain_id = i.chain_id
    AND CASE WHEN i.stock_returned THEN e.number IS NOT NULL
             ELSE e.state <> 'EXPIRED' AND (e.refunded_at IS NULL OR e.state = 'FULFILLED') END), 0);

ALTER TABLE chain_item ALTER COLUMN planned_stock SET NOT NULL,
  ADD CONSTRAINT chain_item_within_plan CHECK (stock <= planned_stock);

-- A chain begins with what it plans, also where the version before this column makes it.
CREATE FUNCTION chain_item_begins_as_planned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.planned_stock := coalesce(NEW.planned_stock, NEW.stock);
  RETURN NEW;
END $$;
CREATE TRIGGER chain_item_begins_as_planned BEFORE INSERT ON chain_item
  FOR EACH ROW EXECUTE FUNCTION chain_item_begins_as_planned();
