-- What the brand sells: a product is what members see, a SKU is what they buy and what has stock.

CREATE TABLE product (
  id            uuid        PRIMARY KEY,
  name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  description   text        NOT NULL DEFAULT '' CHECK (length(description) <= 5000),
  image_url     text        CHECK (length(image_url) <= 500),
  role          text        NOT NULL CHECK (role IN ('TRAFFIC', 'WELFARE', 'PROFIT', 'EXCLUSIVE')),
  -- Never shown to anyone who is not logged in.
  private_only  boolean     NOT NULL DEFAULT false,
  on_sale       boolean     NOT NULL DEFAULT true,
  created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX product_shown ON product (id) WHERE on_sale;

-- Prices fit GraphQL's Int, so that no sale can have a price the API cannot show.
CREATE TABLE sku (
  id                uuid    PRIMARY KEY,
  product_id        uuid    NOT NULL REFERENCES product (id),
  name              text    NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  position          integer NOT NULL DEFAULT 0,
  price_fen         bigint  NOT NULL CHECK (price_fen BETWEEN 0 AND 2147483647),
  member_price_fen  bigint  CHECK (member_price_fen BETWEEN 0 AND price_fen),
  -- What can still be reserved: an order takes it at creation and gives it back when it is cancelled.
  stock             integer NOT NULL CONSTRAINT sku_stock_left CHECK (stock >= 0),
  on_sale           boolean NOT NULL DEFAULT true
);
CREATE INDEX sku_of_product ON sku (product_id, position, id);
