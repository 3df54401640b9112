-- The member who leads a chain-buy, named by an operator for this one; without a row whoever made it leads.
CREATE TABLE chain_leader (
  chain_id   uuid        PRIMARY KEY REFERENCES chain (id),
  member_id  uuid        NOT NULL REFERENCES member (id),
  named_by   uuid        NOT NULL REFERENCES operator_account (id),
  named_at   timestamptz NOT NULL
);
CREATE INDEX chain_leader_of ON chain_leader (member_id, chain_id DESC);

-- Where a chain was closed early: deadline is then the instant of its closing, this the one that was planned.
ALTER TABLE chain ADD COLUMN planned_deadline timestamptz;
ALTER TABLE chain ADD CONSTRAINT chain_closed_early
  CHECK (planned_deadline IS NULL OR (closed_at IS NOT NULL AND planned_deadline >= deadline)) NOT VALID;
