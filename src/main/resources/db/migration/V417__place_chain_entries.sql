-- Where an entry's goods go, so that lists to pack by are read in their order: the store that they are collected at, or all ones, which
-- come last, for what is sent to an address. It follows from the order, whichever version of the application writes the entry.
ALTER TABLE chain_entry
  ADD COLUMN place uuid,
  ADD CONSTRAINT chain_entry_standing_has_place
    CHECK (place IS NOT NULL OR refunded_at IS NOT NULL OR state NOT IN ('PAID', 'CONFIRMED')) NOT VALID;

CREATE FUNCTION chain_entry_takes_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.place := (
    SELECT CASE delivery_kind WHEN 'PICK_UP' THEN store_id ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END
    FROM customer_order WHERE id = NEW.order_id);
  RETURN NEW;
END $$;
CREATE TRIGGER chain_entry_place BEFORE INSERT OR UPDATE ON chain_entry FOR EACH ROW
  WHEN (NEW.place IS NULL) EXECUTE FUNCTION chain_entry_takes_its_place();
