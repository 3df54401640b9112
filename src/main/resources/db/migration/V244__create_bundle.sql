-- Bundles (组合优惠): goods that are cheaper together.

CREATE TABLE bundle (
  id               uuid        PRIMARY KEY,
  kind             text        NOT NULL CHECK (kind IN ('ANY_N', 'FIXED_SET', 'BUY_A_GET_B')),
  name             text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
  -- Of one set.
  price_fen        bigint      CHECK (price_fen BETWEEN 0 AND 2147483647),
  pick_count       integer     CHECK (pick_count BETWEEN 2 AND 99),
  percent_off      integer     CHECK (percent_off BETWEEN 1 AND 100),
  per_order_limit  integer     NOT NULL CHECK (per_order_limit BETWEEN 1 AND 99),
  starts_at        timestamptz NOT NULL,
  -- Exclusive; null = without end.
  ends_at          timestamptz CHECK (ends_at > starts_at),
  active           boolean     NOT NULL DEFAULT true,
  -- Grows by one with every change.
  version          integer     NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at       timestamptz NOT NULL,
  CONSTRAINT bundle_price CHECK ((price_fen IS NULL) = (kind = 'BUY_A_GET_B')),
  CONSTRAINT bundle_pick_count CHECK ((pick_count IS NOT NULL) = (kind = 'ANY_N')),
  CONSTRAINT bundle_percent_off CHECK ((percent_off IS NOT NULL) = (kind = 'BUY_A_GET_B'))
);
CREATE INDEX bundle_active ON bundle (id) WHERE active;

CREATE TABLE bundle_item (
  bundle_id   uuid    NOT NULL REFERENCES bundle (id),
  position    integer NOT NULL CHECK (position BETWEEN 0 AND 19),
  product_id  uuid    NOT NULL REFERENCES product (id),
  -- Null = any of the product.
  sku_id      uuid    REFERENCES sku (id),
  part        text    NOT NULL CHECK (part IN ('BUY', 'GET')),
  quantity    integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  PRIMARY KEY (bundle_id, position)
);
CREATE INDEX bundle_item_product ON bundle_item (product_id, bundle_id);
CREATE INDEX bundle_item_sku ON bundle_item (sku_id) WHERE sku_id IS NOT NULL;
