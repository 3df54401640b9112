DROP INDEX CONCURRENTLY IF EXISTS member_without_tier_period;
CREATE INDEX CONCURRENTLY member_without_tier_period
  ON member (id) WHERE tier_period_ends_on IS NULL AND tier_id <> '01900000-0000-7000-8000-000000000001';
