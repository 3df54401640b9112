ALTER TABLE coupon VALIDATE CONSTRAINT coupon_order;
ALTER TABLE coupon_transition VALIDATE CONSTRAINT coupon_transition_allowed;
