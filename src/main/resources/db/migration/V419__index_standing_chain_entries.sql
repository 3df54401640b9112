DROP INDEX CONCURRENTLY IF EXISTS chain_entry_standing;
CREATE INDEX CONCURRENTLY chain_entry_standing
  ON chain_entry (chain_id, place, number) WHERE state IN ('PAID', 'CONFIRMED') AND refunded_at IS NULL;
