-- Where staff may use members' coupons; whoever has no row may do so in every store.

CREATE TABLE coupon_store_staff (
  operator_id  uuid  NOT NULL REFERENCES operator_account (id),
  store_id     uuid  NOT NULL REFERENCES store (id),
  PRIMARY KEY (operator_id, store_id)
);
