DROP INDEX CONCURRENTLY IF EXISTS member_tier_period_end;
CREATE INDEX CONCURRENTLY member_tier_period_end
  ON member (tier_period_ends_on) WHERE tier_period_ends_on IS NOT NULL;
