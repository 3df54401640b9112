ALTER TABLE coupon VALIDATE CONSTRAINT coupon_stacking;
