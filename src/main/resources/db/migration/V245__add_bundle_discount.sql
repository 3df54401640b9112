-- What bundles take off a line. The sum of a line keeps its meaning for a version from before, which writes lines without a
-- bundle: for them the new rule is the old one. Rows that are there are checked by the next migration, which locks nobody out.

ALTER TABLE order_line ADD COLUMN bundle_discount_fen bigint NOT NULL DEFAULT 0;
ALTER TABLE order_line
  DROP CONSTRAINT order_line_adds_up,
  ADD CONSTRAINT order_line_adds_up_with_bundles CHECK (
    paid_fen = unit_price_fen * quantity - member_discount_fen - bundle_discount_fen - coupon_discount_fen
               - points_discount_fen) NOT VALID,
  ADD CONSTRAINT order_line_bundle_discount CHECK (bundle_discount_fen >= 0) NOT VALID;
