ALTER TABLE chain_team
  -- Its members were told of its end by the team itself, so that the end of the team buy tells them nothing more. False for what ended
  -- under a version that told of team buys only as a whole: those are still told so.
  ADD COLUMN announced boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT chain_team_announced_at_its_end CHECK (NOT announced OR state <> 'OPEN') NOT VALID;

ALTER TABLE notification DROP CONSTRAINT notification_kind_check;
ALTER TABLE notification ADD CONSTRAINT notification_kind_check
  CHECK (kind IN ('COUPON_EXPIRING', 'POINTS_EXPIRING', 'TIER_ENDING', 'CHAIN_NEARLY_REACHED', 'CHAIN_SETTLED', 'CHAIN_TEAM_FORMED',
    'CHAIN_TEAM_FAILED', 'CHAIN_SEAT_MISSED'))
  NOT VALID;
