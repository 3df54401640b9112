-- Only present periods are tried again, while what was missed in past ones stays: the period comes first.
DROP INDEX CONCURRENTLY IF EXISTS member_benefit_grant_missed_in_period;
CREATE INDEX CONCURRENTLY member_benefit_grant_missed_in_period
  ON member_benefit_grant (period, attempted_at) WHERE state = 'MISSED';
DROP INDEX CONCURRENTLY IF EXISTS member_benefit_grant_missed;
