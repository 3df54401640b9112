-- Staff may cancel a redemption, and take an entitlement back of which something was used. The new rules are wider than the
-- old ones, so that versions of before and after write side by side; old rows are checked by the next migration.

ALTER TABLE redemption_change
  DROP CONSTRAINT redemption_change_cause_check,
  ADD CONSTRAINT redemption_change_cause CHECK (cause IN (
    'REDEEMED_BY_MEMBER', 'FULFILLED', 'FULFILLED_BY_OPERATOR', 'CANCELLED_BY_MEMBER', 'CANCELLED_BY_OPERATOR',
    'FORFEITED')) NOT VALID;

-- Who took it back; null when its member cancelled the redemption.
ALTER TABLE entitlement ADD COLUMN revoked_by uuid;
ALTER TABLE entitlement
  DROP CONSTRAINT entitlement_revoked_unused,
  ADD CONSTRAINT entitlement_revoked_unused_or_by_staff
    CHECK (revoked_at IS NULL OR used = 0 OR revoked_by IS NOT NULL) NOT VALID,
  ADD CONSTRAINT entitlement_revoker_and_moment CHECK (revoked_by IS NULL OR revoked_at IS NOT NULL) NOT VALID,
  ADD CONSTRAINT entitlement_revoked_unfinished CHECK (revoked_at IS NULL OR used < total) NOT VALID;
