DROP INDEX CONCURRENTLY IF EXISTS audit_entry_subject;
CREATE INDEX CONCURRENTLY audit_entry_subject ON audit_entry (subject) WHERE subject IS NOT NULL;
