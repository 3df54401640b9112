DROP INDEX CONCURRENTLY IF EXISTS chain_entry_of_team;
CREATE INDEX CONCURRENTLY chain_entry_of_team ON chain_entry (team_id, number) WHERE team_id IS NOT NULL;
