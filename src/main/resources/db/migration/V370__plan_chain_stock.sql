-- How many units of an item a chain began with: what a copy of the chain begins with. What is given back never adds up to more.
ALTER TABLE chain_item ADD COLUMN planned_stock integer;

-- A chain begins with what it plans, also where the version before this column makes it.
CREATE FUNCTION chain_item_begins_as_planned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.planned_stock := coalesce(NEW.planned_stock, NEW.stock);
  RETURN NEW;
END $$;
CREATE TRIGGER chain_item_begins_as_planned BEFORE INSERT ON chain_item
  FOR EACH ROW EXECUTE FUNCTION chain_item_begins_as_planned();
