-- What each offer brought, kept current by the events of orders.

-- What each coupon of an order takes off, written with the hold.
CREATE TABLE coupon_order_discount (
  order_id      uuid    NOT NULL,
  coupon_id     uuid    NOT NULL REFERENCES coupon (id),
  template_id   uuid    NOT NULL REFERENCES coupon_template (id),
  discount_fen  bigint  NOT NULL CHECK (discount_fen BETWEEN 0 AND 2147483647),
  -- What of it is in the figures of the offer by now; nothing before the order is paid.
  used          integer NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
  order_fen     bigint  NOT NULL DEFAULT 0 CHECK (order_fen >= 0),
  cost_fen      bigint  NOT NULL DEFAULT 0 CHECK (cost_fen BETWEEN 0 AND discount_fen),
  PRIMARY KEY (order_id, coupon_id)
);

CREATE TABLE coupon_template_stats (
  template_id    uuid    PRIMARY KEY REFERENCES coupon_template (id),
  used_in_orders bigint  NOT NULL DEFAULT 0 CHECK (used_in_orders >= 0),
  used_in_stores bigint  NOT NULL DEFAULT 0 CHECK (used_in_stores >= 0),
  order_fen      bigint  NOT NULL DEFAULT 0 CHECK (order_fen >= 0),
  cost_fen       bigint  NOT NULL DEFAULT 0 CHECK (cost_fen >= 0)
);
