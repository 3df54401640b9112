DROP INDEX CONCURRENTLY IF EXISTS chain_entry_seat;
CREATE UNIQUE INDEX CONCURRENTLY chain_entry_seat
  ON chain_entry (team_id, member_id) WHERE team_id IS NOT NULL AND number IS NOT NULL AND refunded_at IS NULL;
