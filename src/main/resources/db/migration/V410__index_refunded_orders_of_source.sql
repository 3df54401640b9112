DROP INDEX CONCURRENTLY IF EXISTS customer_order_refunded_source;
CREATE INDEX CONCURRENTLY customer_order_refunded_source
  ON customer_order (source, source_id) WHERE refunded_fen > 0 AND source_id IS NOT NULL;
