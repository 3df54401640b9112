DROP INDEX CONCURRENTLY IF EXISTS member_tier;
CREATE INDEX CONCURRENTLY member_tier
  ON member (tier_id, id);
