-- Each state is left once: what was handed over is never given back as well, nor the other way round.
DROP INDEX CONCURRENTLY IF EXISTS redemption_change_once;
CREATE UNIQUE INDEX CONCURRENTLY redemption_change_once ON redemption_change (redemption_id, coalesce(from_state, 'NONE'));
