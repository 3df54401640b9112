-- Finds an id wherever it stands in the details.
DROP INDEX CONCURRENTLY IF EXISTS audit_entry_mentions;
CREATE INDEX CONCURRENTLY audit_entry_mentions ON audit_entry USING gin (details);
