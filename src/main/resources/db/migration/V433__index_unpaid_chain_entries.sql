DROP INDEX CONCURRENTLY IF EXISTS chain_entry_unpaid;
CREATE INDEX CONCURRENTLY chain_entry_unpaid
  ON chain_entry (chain_id, member_id, ended_at) WHERE state = 'EXPIRED' AND end_cause = 'UNPAID';
