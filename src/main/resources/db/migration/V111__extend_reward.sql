-- Gifts of the points mall: who may redeem, where they go, and how they left.

ALTER TABLE reward
  -- Level of the tier from which a member may redeem it; 1 = everybody.
  ADD COLUMN minimum_level integer NOT NULL DEFAULT 1 CHECK (minimum_level >= 1),
  ALTER COLUMN target_id DROP NOT NULL,
  ADD CONSTRAINT reward_coupon_has_template CHECK (kind <> 'COUPON' OR target_id IS NOT NULL);

ALTER TABLE redemption_change DROP CONSTRAINT redemption_change_cause_check;
ALTER TABLE redemption_change ADD CONSTRAINT redemption_change_cause_check
  CHECK (cause IN ('REDEEMED_BY_MEMBER', 'FULFILLED', 'FULFILLED_BY_OPERATOR', 'CANCELLED_BY_MEMBER'));

-- What waits to be handed over.
CREATE INDEX redemption_issued ON redemption (id) WHERE state = 'ISSUED';

-- Only of gifts that are shipped; the others are picked up.
CREATE TABLE redemption_delivery (
  redemption_id    uuid  PRIMARY KEY REFERENCES redemption (id),
  recipient_name   text  NOT NULL CHECK (length(recipient_name) BETWEEN 1 AND 30),
  phone            text  NOT NULL CHECK (length(phone) BETWEEN 1 AND 20),
  address          text  NOT NULL CHECK (length(address) BETWEEN 1 AND 200),
  carrier          text  CHECK (length(carrier) BETWEEN 1 AND 30),
  tracking_number  text  CHECK (length(tracking_number) BETWEEN 1 AND 40),
  CHECK ((carrier IS NULL) = (tracking_number IS NULL))
);
