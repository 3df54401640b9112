-- A version that lets payments share transactions but knows no teams would number entries of team buys as those of any chain. One of
-- them is stopped by chain_counts_whole_teams, as many as make a team were not. Both triggers ask columns at hand of every payment, and
-- look further in team buys only.

-- A number is given with a seat. Looked at when the transaction commits, as one statement writes both in no order.
CREATE FUNCTION chain_entry_is_numbered_with_its_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM chain_team t WHERE t.id = NEW.team_id AND CASE t.state
      -- Everybody in it is confirmed by its last seat.
      WHEN 'FORMED' THEN NOT EXISTS (SELECT FROM chain_entry WHERE id = NEW.id AND state = 'PAID')
      WHEN 'OPEN' THEN t.taken >= (
        SELECT count(*) FROM chain_entry WHERE team_id = t.id AND number IS NOT NULL AND refunded_at IS NULL)
      ELSE false END) THEN
    RAISE EXCEPTION 'an entry of a team buy is numbered with its seat';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER chain_entry_numbered_with_seat AFTER UPDATE OF number ON chain_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.number IS NULL AND NEW.number IS NOT NULL AND NEW.when_full IS NOT NULL)
  EXECUTE FUNCTION chain_entry_is_numbered_with_its_seat();

-- Such a version also lets members join a team buy like any chain, and their entries name no team.
CREATE FUNCTION chain_team_buy_numbers_seats_one_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payments of a team buy take their seats one by one';
END $$;
CREATE TRIGGER chain_team_buy_numbered_one_by_one AFTER UPDATE OF last_number ON chain FOR EACH ROW
  WHEN (NEW.team_size IS NOT NULL AND NEW.last_number > OLD.last_number + 1)
  EXECUTE FUNCTION chain_team_buy_numbers_seats_one_by_one();
