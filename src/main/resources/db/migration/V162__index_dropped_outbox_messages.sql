DROP INDEX CONCURRENTLY IF EXISTS outbox_message_dropped;
CREATE INDEX CONCURRENTLY outbox_message_dropped ON outbox_message (finished_at) WHERE state = 'DROPPED';
