-- What campaigns take off a line. As with bundles, a version from before writes lines without it, for which the new rule is the
-- old one, and rows that are there are checked by the next migration.

ALTER TABLE order_line ADD COLUMN campaign_discount_fen bigint NOT NULL DEFAULT 0;
ALTER TABLE order_line
  DROP CONSTRAINT order_line_adds_up_with_bundles,
  ADD CONSTRAINT order_line_adds_up_with_campaigns CHECK (
    paid_fen = unit_price_fen * quantity - member_discount_fen - bundle_discount_fen - campaign_discount_fen
               - coupon_discount_fen - points_discount_fen) NOT VALID,
  ADD CONSTRAINT order_line_campaign_discount CHECK (campaign_discount_fen >= 0) NOT VALID;
