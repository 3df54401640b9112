-- Campaigns, and the first kind of them: flash sales.

CREATE TABLE campaign (
  id          uuid        PRIMARY KEY,
  kind        text        NOT NULL CHECK (kind IN ('FLASH_SALE')),
  name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  status      text        NOT NULL CHECK (status IN ('DRAFT', 'SCHEDULED', 'RUNNING', 'PAUSED', 'ENDED')),
  opens_at    timestamptz NOT NULL,
  closes_at   timestamptz NOT NULL,
  created_at  timestamptz NOT NULL,
  CONSTRAINT campaign_window CHECK (opens_at < closes_at)
);
CREATE INDEX campaign_opening ON campaign (opens_at) WHERE status = 'SCHEDULED';
CREATE INDEX campaign_closing ON campaign (closes_at) WHERE status IN ('SCHEDULED', 'RUNNING', 'PAUSED');

-- The pairs are those of CampaignStatus, so that an impossible change fails as a whole.
CREATE TABLE campaign_transition (
  id           bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  campaign_id  uuid        NOT NULL REFERENCES campaign (id),
  from_status  text,
  to_status    text        NOT NULL,
  cause        text        NOT NULL CHECK (length(cause) BETWEEN 1 AND 60),
  at           timestamptz NOT NULL,
  CONSTRAINT campaign_transition_allowed CHECK (
    (from_status IS NULL AND to_status IN ('DRAFT', 'SCHEDULED'))
    OR (from_status = 'DRAFT' AND to_status = 'SCHEDULED')
    OR (from_status = 'SCHEDULED' AND to_status IN ('RUNNING', 'ENDED'))
    OR (from_status = 'RUNNING' AND to_status IN ('PAUSED', 'ENDED'))
    OR (from_status = 'PAUSED' AND to_status IN ('RUNNING', 'ENDED')))
);
CREATE INDEX campaign_transition_of_campaign ON campaign_transition (campaign_id, id);

CREATE TABLE flash_sale (
  id           uuid PRIMARY KEY REFERENCES campaign (id),
  description  text NOT NULL DEFAULT '' CHECK (length(description) <= 500)
);

-- One SKU in a sale. Its units were taken out of the SKU's stock when the sale was set up and come
-- back to it when they are unsold at the end; in between the slots are the stock.
CREATE TABLE flash_sale_item (
  id                uuid    PRIMARY KEY,
  sale_id           uuid    NOT NULL REFERENCES flash_sale (id),
  position          integer NOT NULL CHECK (position >= 0),
  sku_id            uuid    NOT NULL REFERENCES sku (id),
  price_fen         bigint  NOT NULL CHECK (price_fen BETWEEN 1 AND 2147483647),
  stock             integer NOT NULL CHECK (stock BETWEEN 1 AND 10000),
  per_member_limit  integer NOT NULL CHECK (per_member_limit BETWEEN 1 AND stock),
  CONSTRAINT flash_sale_item_position UNIQUE (sale_id, position),
  CONSTRAINT flash_sale_item_sku UNIQUE (sale_id, sku_id)
);

-- What a member bought with one idempotency key: what the gate has to recognise in a retry, kept
-- here because the gate can be lost.
CREATE TABLE flash_sale_purchase (
  order_id         uuid        PRIMARY KEY REFERENCES customer_order (id),
  item_id          uuid        NOT NULL REFERENCES flash_sale_item (id),
  member_id        uuid        NOT NULL REFERENCES member (id),
  quantity         integer     NOT NULL CHECK (quantity > 0),
  idempotency_key  text        NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 64),
  input_hash       text        NOT NULL CHECK (length(input_hash) = 64),
  created_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT flash_sale_purchase_key UNIQUE (item_id, member_id, idempotency_key)
);

-- One row per unit, made with the sale. A unit is sold by setting order_id where it is null and
-- comes back by setting it to null, so it cannot be sold twice, whatever the gate says.
CREATE TABLE flash_sale_slot (
  item_id    uuid    NOT NULL REFERENCES flash_sale_item (id),
  number     integer NOT NULL CHECK (number > 0),
  order_id   uuid    REFERENCES flash_sale_purchase (order_id),
  -- Unsold at the end and given back to the SKU's stock.
  withdrawn  boolean NOT NULL DEFAULT false,
  PRIMARY KEY (item_id, number),
  CONSTRAINT flash_sale_slot_withdrawn CHECK (NOT withdrawn OR order_id IS NULL)
);
CREATE INDEX flash_sale_slot_free ON flash_sale_slot (item_id, number) WHERE order_id IS NULL AND NOT withdrawn;
CREATE INDEX flash_sale_slot_of_order ON flash_sale_slot (order_id) WHERE order_id IS NOT NULL;

-- How many units a member holds: the guard of the per-member limit.
CREATE TABLE flash_sale_member_quota (
  item_id    uuid    NOT NULL REFERENCES flash_sale_item (id),
  member_id  uuid    NOT NULL REFERENCES member (id),
  taken      integer NOT NULL,
  allowed    integer NOT NULL,
  PRIMARY KEY (item_id, member_id),
  CONSTRAINT flash_sale_member_limit CHECK (taken BETWEEN 0 AND allowed)
);
