ALTER TABLE coupon VALIDATE CONSTRAINT coupon_source_check;
