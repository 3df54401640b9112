-- Ladder prices: the more a chain-buy has, the less everybody pays; the difference is given back when it has succeeded.

ALTER TABLE chain
  -- Whether any of its items has steps.
  ADD COLUMN laddered boolean NOT NULL DEFAULT false,
  -- What it had when it was settled: who pays which price is by this, whatever is refunded later.
  ADD COLUMN settled_have bigint;
ALTER TABLE chain
  ADD CONSTRAINT chain_settled_have_once_settled CHECK (settled_have IS NULL OR state = 'SETTLED') NOT VALID,
  -- The version before this one knows of no steps, and must not settle such a chain.
  ADD CONSTRAINT chain_ladder_is_settled CHECK (
    NOT laddered OR outcome IS DISTINCT FROM 'SUCCEEDED' OR settled_have IS NOT NULL) NOT VALID;

CREATE FUNCTION chain_settled_have_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what a chain had when it was settled is final' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER chain_settled_have_is_final BEFORE UPDATE OF settled_have ON chain
  FOR EACH ROW WHEN (OLD.settled_have IS NOT NULL AND NEW.settled_have IS DISTINCT FROM OLD.settled_have)
  EXECUTE FUNCTION chain_settled_have_is_final();

-- The steps beyond the first, which is the item's own price from the chain's minimum on.
CREATE TABLE chain_ladder_step (
  item_id    uuid    NOT NULL REFERENCES chain_item (id),
  -- In the chain's own unit.
  threshold  bigint  NOT NULL CHECK (threshold BETWEEN 2 AND 2147483647),
  price_fen  bigint  NOT NULL CHECK (price_fen BETWEEN 1 AND 2147483647),
  PRIMARY KEY (item_id, threshold),
  UNIQUE (item_id, price_fen)
);

-- Higher than the minimum, within the maximum, and the higher the cheaper.
CREATE FUNCTION chain_ladder_step_falls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
      SELECT FROM chain_item i JOIN chain c ON c.id = i.chain_id
      WHERE i.id = NEW.item_id AND c.laddered AND NEW.price_fen < i.chain_price_fen
        AND NEW.threshold > c.minimum AND NEW.threshold <= coalesce(c.maximum, 2147483647))
    OR EXISTS (
      SELECT FROM chain_ladder_step s
      WHERE s.item_id = NEW.item_id AND s.threshold <> NEW.threshold
        AND (s.threshold < NEW.threshold) <> (s.price_fen > NEW.price_fen))
    OR (SELECT count(*) FROM chain_ladder_step s WHERE s.item_id = NEW.item_id) > 10 THEN
    RAISE EXCEPTION 'the steps of a ladder rise above the minimum, and their prices fall'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER chain_ladder_step_falls AFTER INSERT ON chain_ladder_step
  FOR EACH ROW EXECUTE FUNCTION chain_ladder_step_falls();

-- Members joined by them.
CREATE FUNCTION chain_ladder_step_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'chain_ladder_step is append-only' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER chain_ladder_step_append_only BEFORE UPDATE OR DELETE ON chain_ladder_step
  FOR EACH ROW EXECUTE FUNCTION chain_ladder_step_is_append_only();

ALTER TABLE chain_entry
  -- What was given back because the chain reached a further step; decided when the entry is confirmed, null without a ladder.
  ADD COLUMN difference_fen bigint;
ALTER TABLE chain_entry
  ADD CONSTRAINT chain_entry_difference_once_confirmed CHECK (
    difference_fen IS NULL OR (difference_fen >= 0 AND state IN ('CONFIRMED', 'FULFILLED', 'WITHDRAWN'))) NOT VALID;

-- Neither a crash nor a replica of the version before leaves a confirmed entry without its difference.
CREATE FUNCTION chain_entry_is_confirmed_with_its_difference() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM chain WHERE id = NEW.chain_id AND laddered) THEN
    RAISE EXCEPTION 'an entry of a chain with a ladder is confirmed only with its difference'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chain_entry_confirmed_with_its_difference BEFORE UPDATE OF state ON chain_entry
  FOR EACH ROW WHEN (NEW.state = 'CONFIRMED' AND OLD.state <> 'CONFIRMED' AND NEW.difference_fen IS NULL)
  EXECUTE FUNCTION chain_entry_is_confirmed_with_its_difference();
