-- Who works for the brand fills no chain's minimum: decided when the entry is made.
-- Entries of the version before count for what they hold, and it counts every entry by its measure, as this one does.
ALTER TABLE chain_entry
  -- What it takes of the maximum where that is not its measure: of an entry that does not count.
  ADD COLUMN held bigint,
  DROP CONSTRAINT chain_entry_measure_check,
  ADD CONSTRAINT chain_entry_weight CHECK (CASE WHEN measure = 0 THEN held IS NOT NULL AND held >= 1
    ELSE measure >= 1 AND held IS NULL END) NOT VALID,
  -- Teams are made of customers.
  ADD CONSTRAINT chain_entry_seat_counts CHECK (when_full IS NULL OR measure >= 1) NOT VALID;
