DROP INDEX CONCURRENTLY IF EXISTS customer_order_of_store;
CREATE INDEX CONCURRENTLY customer_order_of_store
  ON customer_order (store_id, id DESC) WHERE store_id IS NOT NULL;
