-- Whom an offer is meant for, what its copies go together with, and whether it was switched off.

ALTER TABLE coupon_template
  -- Of one group, one coupon goes into an order. Null: SHIPPING for free shipping, else GOODS.
  ADD COLUMN stacking_group text CHECK (stacking_group ~ '^[A-Z][A-Z0-9_]{0,31}$'),
  -- The higher ones of the chosen coupons take off first.
  ADD COLUMN priority integer NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 1000),
  -- Level of the tier from which members may have one; 1 = everybody.
  ADD COLUMN minimum_level integer NOT NULL DEFAULT 1 CHECK (minimum_level BETWEEN 1 AND 1000),
  ADD COLUMN segment_id uuid REFERENCES segment (id),
  ADD COLUMN new_members_only boolean NOT NULL DEFAULT false,
  ADD COLUMN disabled_at timestamptz;

-- Each copy keeps them as they were.
ALTER TABLE coupon
  ADD COLUMN stacking_group text,
  ADD COLUMN priority integer NOT NULL DEFAULT 0;
ALTER TABLE coupon ADD CONSTRAINT coupon_stacking
  CHECK (stacking_group ~ '^[A-Z][A-Z0-9_]{0,31}$' AND priority BETWEEN 0 AND 1000) NOT VALID;
