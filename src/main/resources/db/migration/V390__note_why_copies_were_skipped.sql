-- Why a community got no copy. Null where it got one, and where a version from before passed over it.
ALTER TABLE chain_replication_community
  ADD COLUMN reason text,
  ADD CONSTRAINT chain_replication_reason CHECK (
    reason IS NULL OR (NOT copied AND reason IN ('RUNNING_THERE', 'DRAFT_THERE'))) NOT VALID;
