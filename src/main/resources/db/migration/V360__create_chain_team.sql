-- Team buys (拼团): chains whose entries are seated, at their payment, in teams of one size with clocks of their own.

ALTER TABLE chain
  ADD COLUMN team_size  integer,
  ADD COLUMN team_hours integer,
  ADD CONSTRAINT chain_team_terms CHECK (
    num_nonnulls(team_size, team_hours) = 0
    OR (num_nonnulls(team_size, team_hours) = 2 AND team_size BETWEEN 2 AND 100 AND team_hours BETWEEN 1 AND 72
      AND minimum_unit = 'ORDERS' AND minimum = team_size AND NOT laddered)) NOT VALID,
  -- In a team buy, have counts the seats of formed teams. A version from before teams, which would count entries, is stopped here.
  ADD CONSTRAINT chain_counts_whole_teams CHECK (team_size IS NULL OR have % team_size = 0) NOT VALID;

CREATE TABLE chain_team (
  id           uuid        PRIMARY KEY,
  chain_id     uuid        NOT NULL REFERENCES chain (id),
  size         integer     NOT NULL CHECK (size BETWEEN 2 AND 100),
  -- Paid seats. The guarded counter behind "the last seat is never sold twice".
  taken        integer     NOT NULL CONSTRAINT chain_team_seats CHECK (taken BETWEEN 0 AND size),
  state        text        NOT NULL CHECK (state IN ('OPEN', 'FORMED', 'FAILED')),
  opened_at    timestamptz NOT NULL,
  -- A payment made by then counts.
  ends_at      timestamptz NOT NULL,
  formed_at    timestamptz,
  failed_at    timestamptz,
  -- When the last refund of a failed team was asked for.
  wound_up_at  timestamptz,
  UNIQUE (chain_id, id),
  CHECK (ends_at > opened_at),
  CONSTRAINT chain_team_formed_when_full CHECK ((state = 'FORMED') = (taken = size)),
  CHECK ((state = 'FORMED') = (formed_at IS NOT NULL)),
  CHECK ((state = 'FAILED') = (failed_at IS NOT NULL)),
  CHECK (wound_up_at IS NULL OR state = 'FAILED')
);
CREATE INDEX chain_team_open ON chain_team (chain_id, ends_at, id) WHERE state = 'OPEN';
CREATE INDEX chain_team_due ON chain_team (ends_at) WHERE state = 'OPEN';
CREATE INDEX chain_team_unfinished ON chain_team (id) WHERE state = 'FAILED' AND wound_up_at IS NULL;
CREATE INDEX chain_team_failed ON chain_team (chain_id) WHERE state = 'FAILED';

ALTER TABLE chain_entry
  -- The team that was asked for until the payment, the one that it is seated in afterwards.
  ADD COLUMN team_id   uuid,
  -- What becomes of a payment that finds no seat in that team; null outside of team buys.
  ADD COLUMN when_full text,
  ADD CONSTRAINT chain_entry_when_full CHECK (when_full IN ('REFUND', 'OPEN_OWN')) NOT VALID,
  ADD CONSTRAINT chain_entry_team_buy CHECK (team_id IS NULL OR when_full IS NOT NULL) NOT VALID,
  ADD CONSTRAINT chain_entry_seated_once_paid CHECK (when_full IS NULL OR number IS NULL OR team_id IS NOT NULL) NOT VALID,
  ADD CONSTRAINT chain_entry_team FOREIGN KEY (chain_id, team_id) REFERENCES chain_team (chain_id, id) NOT VALID;

-- What ended stays as it ended; only the winding up is still noted.
CREATE FUNCTION chain_team_that_ended_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a team that has formed or failed does not change any more';
END $$;
CREATE TRIGGER chain_team_ended BEFORE UPDATE ON chain_team FOR EACH ROW
  WHEN (OLD.state <> 'OPEN' AND (OLD.state, OLD.taken, OLD.size, OLD.chain_id, OLD.ends_at)
    IS DISTINCT FROM (NEW.state, NEW.taken, NEW.size, NEW.chain_id, NEW.ends_at))
  EXECUTE FUNCTION chain_team_that_ended_stays();

-- Nothing of a team buy ships before its team has formed, whatever a program (or a version from before teams) believes.
CREATE FUNCTION chain_entry_waits_for_its_team() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM chain_team WHERE id = NEW.team_id AND state = 'FORMED') THEN
    RAISE EXCEPTION 'an entry of a team buy is confirmed only by its formed team';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chain_entry_confirmed_by_team BEFORE UPDATE OF state ON chain_entry FOR EACH ROW
  WHEN (NEW.state = 'CONFIRMED' AND OLD.state <> 'CONFIRMED' AND NEW.when_full IS NOT NULL)
  EXECUTE FUNCTION chain_entry_waits_for_its_team();

-- A team that forms has an entry on every seat, and all are confirmed by the same transaction. Looked at when it commits.
CREATE FUNCTION chain_team_is_formed_by_its_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size <> (SELECT count(*) FROM chain_entry WHERE team_id = NEW.id AND state = 'CONFIRMED') THEN
    RAISE EXCEPTION 'a team is formed by the confirmed entries on all of its seats';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER chain_team_formed_by_entries AFTER INSERT OR UPDATE OF state ON chain_team
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'FORMED')
  EXECUTE FUNCTION chain_team_is_formed_by_its_entries();
