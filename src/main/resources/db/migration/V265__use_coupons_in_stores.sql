-- Coupons that are used in a store: the member shows a code that is good for a minute, staff enter it.

ALTER TABLE coupon_template
  -- Where copies can be used in a store; none means in all of them.
  ADD COLUMN store_ids uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(store_ids) <= 100);
ALTER TABLE coupon
  ADD COLUMN store_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN used_in_store boolean NOT NULL DEFAULT false;

-- Checked for new rows from now on, for old ones by the next migration, which locks nobody out.
ALTER TABLE coupon DROP CONSTRAINT coupon_order;
ALTER TABLE coupon ADD CONSTRAINT coupon_order CHECK (CASE
  WHEN used_in_store THEN status = 'USED' AND order_id IS NULL
  ELSE (order_id IS NOT NULL) = (status IN ('HELD', 'USED')) END) NOT VALID;
ALTER TABLE coupon_transition DROP CONSTRAINT coupon_transition_allowed;
ALTER TABLE coupon_transition ADD CONSTRAINT coupon_transition_allowed CHECK (
  (from_status IS NULL AND to_status = 'ISSUED')
  OR (from_status = 'ISSUED' AND to_status IN ('HELD', 'USED', 'EXPIRED', 'REVOKED'))
  OR (from_status = 'HELD' AND to_status IN ('USED', 'ISSUED', 'EXPIRED'))
  OR (from_status = 'USED' AND to_status IN ('ISSUED', 'EXPIRED'))) NOT VALID;

-- What a member shows. Only the hash is kept; a code is gone once it was used or its minute is over.
CREATE TABLE coupon_store_code (
  code_hash   bytea        PRIMARY KEY CHECK (length(code_hash) = 32),
  coupon_id   uuid         NOT NULL REFERENCES coupon (id),
  expires_at  timestamptz  NOT NULL
);
CREATE INDEX coupon_store_code_of_coupon ON coupon_store_code (coupon_id);
CREATE INDEX coupon_store_code_ended ON coupon_store_code (expires_at);

CREATE TABLE coupon_store_use (
  coupon_id    uuid         PRIMARY KEY REFERENCES coupon (id),
  store_id     uuid         NOT NULL REFERENCES store (id),
  operator_id  uuid         NOT NULL,
  used_at      timestamptz  NOT NULL
);
CREATE INDEX coupon_store_use_of_store ON coupon_store_use (store_id, used_at);
