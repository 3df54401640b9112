DROP INDEX CONCURRENTLY IF EXISTS member_growth_entry_history;
CREATE INDEX CONCURRENTLY member_growth_entry_history
  ON member_growth_entry (member_id, id);
