-- A draft is written anew as a whole, its ladders too: nobody has joined by them yet. Whoever removes a step holds the lock of the
-- chain's row and has seen that it is a draft; from its opening on no step changes.
CREATE OR REPLACE FUNCTION chain_ladder_step_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
      SELECT FROM chain_item i JOIN chain c ON c.id = i.chain_id WHERE i.id = OLD.item_id AND c.state = 'DRAFT') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'chain_ladder_step is append-only' USING ERRCODE = 'check_violation';
END $$;

-- Higher than the minimum, within the maximum, and the higher the cheaper: looked at once per statement, not once per step, as 500
-- copies of a chain have up to 100,000 steps.
DROP TRIGGER chain_ladder_step_falls ON chain_ladder_step;
DROP FUNCTION chain_ladder_step_falls();
CREATE FUNCTION chain_ladder_step_falls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
      SELECT FROM added a JOIN chain_item i ON i.id = a.item_id JOIN chain c ON c.id = i.chain_id
      WHERE NOT c.laddered OR a.price_fen >= i.chain_price_fen
        OR a.threshold <= c.minimum OR a.threshold > coalesce(c.maximum, 2147483647))
    OR EXISTS (
      SELECT FROM (
        SELECT price_fen, lag(price_fen) OVER rising AS before, row_number() OVER rising AS place
        FROM chain_ladder_step WHERE item_id IN (SELECT item_id FROM added)
        WINDOW rising AS (PARTITION BY item_id ORDER BY threshold)) step
      WHERE price_fen >= before OR place > 10) THEN
    RAISE EXCEPTION 'the steps of a ladder rise above the minimum, and their prices fall'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER chain_ladder_step_falls AFTER INSERT ON chain_ladder_step
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION chain_ladder_step_falls();
