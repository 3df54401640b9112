-- One cause changes a tier once.
DROP INDEX CONCURRENTLY IF EXISTS member_tier_change_once;
CREATE UNIQUE INDEX CONCURRENTLY member_tier_change_once
  ON member_tier_change (member_id, business_type, business_id);
