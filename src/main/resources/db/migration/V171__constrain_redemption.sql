-- The states of a redemption as the code knows them, so that an impossible change fails as a whole. Checked for new rows from
-- now on, for old ones by the next migration, which locks nobody out.

ALTER TABLE redemption
  ADD CONSTRAINT redemption_reward_kind CHECK (reward_kind IN ('COUPON', 'GIFT', 'ENTITLEMENT')) NOT VALID;

ALTER TABLE redemption_change
  ADD CONSTRAINT redemption_change_allowed CHECK (
    (from_state IS NULL AND to_state = 'ISSUED')
    OR (from_state = 'ISSUED' AND to_state IN ('REDEEMED', 'CANCELLED'))) NOT VALID;
