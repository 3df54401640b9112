DROP INDEX CONCURRENTLY IF EXISTS payment_closed_to_query;
CREATE INDEX CONCURRENTLY payment_closed_to_query
  ON payment (query_at) WHERE state = 'CLOSED' AND query_at IS NOT NULL;
