-- Units of entries that were refunded: some of a confirmed entry, or all with the whole of it.

ALTER TABLE chain_entry_line
  -- Zero, too, for entries that were refunded whole before this column was there.
  ADD COLUMN refunded_quantity integer NOT NULL DEFAULT 0;
ALTER TABLE chain_entry_line
  ADD CONSTRAINT chain_entry_line_refunds_within_quantity CHECK (refunded_quantity BETWEEN 0 AND quantity) NOT VALID;

-- An entry counts for its chain or team as a whole, and gets its difference as a whole, until it is confirmed.
CREATE FUNCTION chain_entry_line_is_refunded_once_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.refunded_quantity < OLD.refunded_quantity THEN
    RAISE EXCEPTION 'what was refunded of an entry stays refunded' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (
      SELECT FROM chain_entry
      WHERE id = NEW.entry_id AND (state IN ('CONFIRMED', 'FULFILLED') OR refunded_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'an entry is refunded as a whole until it is confirmed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chain_entry_line_refunded_once_confirmed BEFORE UPDATE OF refunded_quantity ON chain_entry_line
  FOR EACH ROW WHEN (NEW.refunded_quantity <> OLD.refunded_quantity)
  EXECUTE FUNCTION chain_entry_line_is_refunded_once_confirmed();

-- Looked at when the transaction commits, because an entry and its lines change one after the other. The version before this one
-- counts no units, so none at all is let through; what is stopped is one of its replicas that would return goods a second time.
CREATE FUNCTION chain_entry_is_refunded_with_every_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM chain_entry_line WHERE entry_id = NEW.id AND refunded_quantity > 0)
      AND EXISTS (SELECT FROM chain_entry_line WHERE entry_id = NEW.id AND refunded_quantity < quantity) THEN
    RAISE EXCEPTION 'an entry is refunded only with every unit' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER chain_entry_refunded_with_every_unit AFTER UPDATE OF refunded_at ON chain_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.refunded_at IS NOT NULL AND OLD.refunded_at IS NULL)
  EXECUTE FUNCTION chain_entry_is_refunded_with_every_unit();
