-- A refund of a part of an order takes back a part of what the order earned.

-- An entry that undoes a part of a thing, and which thing: what undoes it as a whole names the thing itself.
CREATE TABLE points_partial_undo (
  entry_id       uuid    PRIMARY KEY REFERENCES points_entry (id),
  member_id      uuid    NOT NULL REFERENCES points_account (member_id),
  business_type  text    NOT NULL CHECK (length(business_type) BETWEEN 1 AND 40),
  business_id    text    NOT NULL CHECK (length(business_id) BETWEEN 1 AND 80),
  -- Of spendable points; a clawback policy may have let the member keep some.
  demanded       bigint  NOT NULL CHECK (demanded >= 0)
);
CREATE INDEX points_partial_undo_of_thing ON points_partial_undo (member_id, business_type, business_id);

CREATE FUNCTION points_partial_undo_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'points_partial_undo is append-only';
END $$;
CREATE TRIGGER points_partial_undo_append_only BEFORE UPDATE OR DELETE ON points_partial_undo
  FOR EACH ROW EXECUTE FUNCTION points_partial_undo_is_append_only();

-- Points for a hundred units of what was done, so that fewer units can be priced by the same terms later; null where nothing
-- is counted, and for what was granted before.
ALTER TABLE earn_rule_grant ADD COLUMN per_hundred bigint;

-- The earning that this reversal leaves a part of, and how much it leaves.
ALTER TABLE member_growth_entry
  ADD COLUMN reduces_id uuid,
  ADD COLUMN kept bigint;
ALTER TABLE member_growth_entry
  ADD CONSTRAINT member_growth_entry_reduces FOREIGN KEY (reduces_id) REFERENCES member_growth_entry (id) NOT VALID,
  ADD CONSTRAINT member_growth_entry_kept CHECK (
    (reduces_id IS NULL) = (kept IS NULL) AND (kept IS NULL OR (kind = 'REVERSE' AND kept >= 0))) NOT VALID;
