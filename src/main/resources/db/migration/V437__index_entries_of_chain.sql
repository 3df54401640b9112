DROP INDEX CONCURRENTLY IF EXISTS chain_entry_of_chain;
CREATE INDEX CONCURRENTLY chain_entry_of_chain ON chain_entry (chain_id, id);
