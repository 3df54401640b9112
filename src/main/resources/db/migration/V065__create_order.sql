-- Orders, their lines, how each came to its state, and what was given back.

CREATE TABLE customer_order (
  id                   uuid        PRIMARY KEY,
  member_id            uuid        NOT NULL REFERENCES member (id),
  source               text        NOT NULL CHECK (source IN ('SHOP', 'CHAIN', 'FLASH_SALE')),
  -- The chain or flash sale; those tables come later, so there is no foreign key.
  source_id            uuid        CHECK ((source_id IS NULL) = (source = 'SHOP')),
  status               text        NOT NULL CHECK (status IN (
                                     'PENDING_PAYMENT', 'PAID', 'READY_FOR_PICKUP', 'SHIPPED', 'COMPLETED', 'CANCELLED', 'REFUNDED')),
  -- Sums over the lines, so that a list needs the order alone.
  goods_fen            bigint      NOT NULL CHECK (goods_fen BETWEEN 0 AND 2147483647),
  discount_fen         bigint      NOT NULL CHECK (discount_fen BETWEEN 0 AND goods_fen),
  points_used          bigint      NOT NULL CHECK (points_used BETWEEN 0 AND 2147483647),
  points_discount_fen  bigint      NOT NULL CHECK (points_discount_fen BETWEEN 0 AND discount_fen),
  freight_fen          bigint      NOT NULL CHECK (freight_fen >= 0),
  total_fen            bigint      NOT NULL CHECK (total_fen BETWEEN 0 AND 2147483647),
  refunded_fen         bigint      NOT NULL DEFAULT 0,
  -- Whether the order itself took its stock, and so gives it back; else its source did.
  holds_stock          boolean     NOT NULL,
  -- Null when there is nothing to pay.
  payment_id           uuid        UNIQUE REFERENCES payment (id),
  pay_by               timestamptz NOT NULL,
  delivery_kind        text        NOT NULL CHECK (delivery_kind IN ('PICK_UP', 'DELIVERY')),
  store_id             uuid        REFERENCES store (id),
  recipient_name       text        CHECK (length(recipient_name) BETWEEN 1 AND 30),
  phone                text        CHECK (length(phone) BETWEEN 1 AND 20),
  address              text        CHECK (length(address) BETWEEN 1 AND 200),
  carrier              text        CHECK (length(carrier) BETWEEN 1 AND 30),
  tracking_number      text        CHECK (length(tracking_number) BETWEEN 1 AND 40),
  created_at           timestamptz NOT NULL,
  paid_at              timestamptz,
  -- Goods always have somewhere to go.
  CONSTRAINT customer_order_pick_up_has_store CHECK (delivery_kind <> 'PICK_UP' OR store_id IS NOT NULL),
  CONSTRAINT customer_order_delivery_has_address CHECK (delivery_kind <> 'DELIVERY' OR address IS NOT NULL),
  CONSTRAINT customer_order_adds_up CHECK (total_fen = goods_fen - discount_fen + freight_fen),
  CONSTRAINT customer_order_refunds_within_total CHECK (refunded_fen BETWEEN 0 AND total_fen),
  CONSTRAINT customer_order_payment CHECK ((payment_id IS NULL) = (total_fen = 0)),
  CONSTRAINT customer_order_refunded CHECK (status <> 'REFUNDED' OR refunded_fen = total_fen)
);
CREATE INDEX customer_order_of_member ON customer_order (member_id, id DESC);
CREATE INDEX customer_order_by_status ON customer_order (status, id DESC);
CREATE INDEX customer_order_of_source ON customer_order (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX customer_order_unpaid ON customer_order (pay_by, id) WHERE status = 'PENDING_PAYMENT';

-- What a line was called and cost is kept as it was when it was ordered.
CREATE TABLE order_line (
  id                   uuid     PRIMARY KEY,
  order_id             uuid     NOT NULL REFERENCES customer_order (id),
  position             integer  NOT NULL CHECK (position >= 0),
  sku_id               uuid     NOT NULL REFERENCES sku (id),
  product_id           uuid     NOT NULL REFERENCES product (id),
  product_name         text     NOT NULL,
  sku_name             text     NOT NULL,
  image_url            text,
  quantity             integer  NOT NULL CHECK (quantity BETWEEN 1 AND 999),
  unit_price_fen       bigint   NOT NULL CHECK (unit_price_fen BETWEEN 0 AND 2147483647),
  member_discount_fen  bigint   NOT NULL CHECK (member_discount_fen >= 0),
  coupon_discount_fen  bigint   NOT NULL CHECK (coupon_discount_fen >= 0),
  points_discount_fen  bigint   NOT NULL CHECK (points_discount_fen >= 0),
  paid_fen             bigint   NOT NULL CHECK (paid_fen >= 0),
  refunded_fen         bigint   NOT NULL DEFAULT 0,
  UNIQUE (order_id, position),
  UNIQUE (order_id, sku_id),
  CONSTRAINT order_line_adds_up CHECK (
    paid_fen = unit_price_fen * quantity - member_discount_fen - coupon_discount_fen - points_discount_fen),
  CONSTRAINT order_line_refunds_within_paid CHECK (refunded_fen BETWEEN 0 AND paid_fen)
);

-- Every change of state with its cause; the pairs are those of OrderStatus, so that an impossible
-- change fails as a whole.
CREATE TABLE order_transition (
  id           bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  order_id     uuid        NOT NULL REFERENCES customer_order (id),
  from_status  text,
  to_status    text        NOT NULL,
  cause        text        NOT NULL CHECK (length(cause) BETWEEN 1 AND 60),
  at           timestamptz NOT NULL,
  CONSTRAINT order_transition_allowed CHECK (
    (from_status IS NULL AND to_status = 'PENDING_PAYMENT')
    OR (from_status = 'PENDING_PAYMENT' AND to_status IN ('PAID', 'CANCELLED'))
    OR (from_status = 'PAID' AND to_status IN ('READY_FOR_PICKUP', 'SHIPPED', 'REFUNDED'))
    OR (from_status IN ('READY_FOR_PICKUP', 'SHIPPED') AND to_status IN ('COMPLETED', 'REFUNDED'))
    OR (from_status = 'COMPLETED' AND to_status = 'REFUNDED'))
);
CREATE INDEX order_transition_of_order ON order_transition (order_id, id);

-- What was given back, once per key. Late money of a cancelled order is here too, though the order
-- itself stays as it is.
CREATE TABLE order_refund (
  id           uuid        PRIMARY KEY,
  order_id     uuid        NOT NULL REFERENCES customer_order (id),
  refund_key   text        NOT NULL CHECK (length(refund_key) BETWEEN 1 AND 80),
  amount_fen   bigint      NOT NULL CHECK (amount_fen >= 0),
  cause        text        NOT NULL CHECK (length(cause) BETWEEN 1 AND 60),
  -- Where its money stands: NONE when there was none to give back.
  money        text        NOT NULL CHECK (money IN ('NONE', 'REQUESTED', 'SUCCEEDED', 'REFUSED')),
  created_at   timestamptz NOT NULL,
  CONSTRAINT order_refund_once UNIQUE (order_id, refund_key),
  CHECK ((money = 'NONE') = (amount_fen = 0))
);
CREATE INDEX order_refund_refused ON order_refund (order_id) WHERE money = 'REFUSED';
