-- Whoever left and returns goes on with what was used up: limits per member are limits per person.

-- Which identities left together. Random: it names no member, no more than the hash beside it does.
ALTER TABLE departed_identity ADD COLUMN departure_id uuid;

-- What a person had used when they left. Taken over by the account with which they return, and gone then.
CREATE TABLE departed_allowance (
  id            bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  departure_id  uuid        NOT NULL,
  -- Which feature counts it.
  kind          text        NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  -- Of what: an offer's id, a rule's code; never a member's or a record's of theirs.
  subject       text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 40),
  -- In which period; ALWAYS where it does not begin anew.
  period        text        NOT NULL CHECK (length(period) BETWEEN 1 AND 20),
  amount        bigint      NOT NULL CHECK (amount > 0),
  departed_at   timestamptz NOT NULL
);
CREATE INDEX departed_allowance_of_departure ON departed_allowance (departure_id);
CREATE INDEX departed_allowance_age ON departed_allowance (departed_at);

-- The part of a count that comes from an account before this one, so that it has no redemptions here.
ALTER TABLE reward_member_count
  ADD COLUMN carried integer NOT NULL DEFAULT 0,
  -- Not validated, which would read the table: the column is new.
  ADD CONSTRAINT reward_member_count_carried CHECK (carried BETWEEN 0 AND redeemed) NOT VALID;
