-- Chain-buys: a numbered list of orders that ships once a minimum is reached by the deadline.

CREATE TABLE chain (
  id             uuid        PRIMARY KEY,
  title          text        NOT NULL CHECK (char_length(title) BETWEEN 1 AND 60),
  description    text        CHECK (char_length(description) BETWEEN 1 AND 2000),
  state          text        NOT NULL CHECK (state IN ('DRAFT', 'OPEN', 'REACHED', 'CLOSED', 'SETTLED', 'CANCELLED')),
  outcome        text        CHECK (outcome IN ('SUCCEEDED', 'FAILED')),
  -- What minimum, maximum, held and have count: orders, units of goods, or fen.
  minimum_unit   text        NOT NULL CHECK (minimum_unit IN ('ORDERS', 'UNITS', 'AMOUNT')),
  minimum        bigint      NOT NULL CHECK (minimum BETWEEN 1 AND 2147483647),
  maximum        bigint      CHECK (maximum BETWEEN minimum AND 2147483647),
  -- Joining ends here, and a payment made by then counts.
  deadline       timestamptz NOT NULL,
  delivers       boolean     NOT NULL,
  -- The hottest row: locked last, for the shortest time.
  last_number    integer     NOT NULL DEFAULT 0 CHECK (last_number >= 0),
  held           bigint      NOT NULL DEFAULT 0 CHECK (held <= 2147483647),
  have           bigint      NOT NULL DEFAULT 0 CHECK (have >= 0),
  created_by     uuid        NOT NULL REFERENCES operator_account (id),
  created_at     timestamptz NOT NULL,
  published_at   timestamptz,
  closed_at      timestamptz,
  settled_at     timestamptz,
  -- When the last refund was asked for (or entry confirmed) and the goods left over were given back.
  wound_up_at    timestamptz,
  CHECK (held >= have),
  CONSTRAINT chain_within_maximum CHECK (maximum IS NULL OR held <= maximum),
  CHECK ((state = 'SETTLED') = (settled_at IS NOT NULL) AND (state = 'SETTLED') = (outcome IS NOT NULL)),
  -- An unformed chain can never be called a success, whatever a program believes.
  CONSTRAINT chain_outcome_is_earned CHECK (outcome IS NULL OR (outcome = 'SUCCEEDED') = (have >= minimum)),
  CONSTRAINT chain_reached_is_true CHECK (state NOT IN ('OPEN', 'REACHED') OR (state = 'REACHED') = (have >= minimum)),
  CHECK (state <> 'DRAFT' OR published_at IS NULL),
  CHECK (state IN ('DRAFT', 'CANCELLED') OR published_at IS NOT NULL),
  CHECK (wound_up_at IS NULL OR state IN ('SETTLED', 'CANCELLED'))
);
CREATE INDEX chain_published ON chain (published_at DESC, id DESC) WHERE published_at IS NOT NULL;
CREATE INDEX chain_running ON chain (deadline) WHERE state IN ('OPEN', 'REACHED');
CREATE INDEX chain_unfinished ON chain (id) WHERE wound_up_at IS NULL AND state IN ('CLOSED', 'SETTLED', 'CANCELLED');

CREATE TABLE chain_community (
  chain_id      uuid NOT NULL REFERENCES chain (id),
  community_id  uuid NOT NULL REFERENCES community (id),
  PRIMARY KEY (chain_id, community_id)
);
CREATE INDEX chain_community_of ON chain_community (community_id, chain_id);

CREATE TABLE chain_pick_up_point (
  chain_id  uuid NOT NULL REFERENCES chain (id),
  store_id  uuid NOT NULL REFERENCES store (id),
  PRIMARY KEY (chain_id, store_id)
);

CREATE TABLE chain_item (
  id                uuid    PRIMARY KEY,
  chain_id          uuid    NOT NULL REFERENCES chain (id),
  sku_id            uuid    NOT NULL REFERENCES sku (id),
  position          integer NOT NULL CHECK (position >= 0),
  -- As it was called when the chain was made: a list already pasted into a group is not rewritten.
  name              text    NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  chain_price_fen   bigint  NOT NULL CHECK (chain_price_fen BETWEEN 1 AND 2147483647),
  -- What can still be joined for. Taken out of the SKU's stock when the chain is published.
  stock             integer NOT NULL CONSTRAINT chain_item_stock_left CHECK (stock >= 0),
  per_member_limit  integer CHECK (per_member_limit >= 1),
  -- True once what was left went back to the SKU: later returns go there directly.
  stock_returned    boolean NOT NULL DEFAULT false CHECK (NOT stock_returned OR stock = 0),
  UNIQUE (chain_id, sku_id)
);

CREATE TABLE chain_entry (
  id           uuid        PRIMARY KEY,
  chain_id     uuid        NOT NULL REFERENCES chain (id),
  member_id    uuid        NOT NULL REFERENCES member (id),
  order_id     uuid        NOT NULL CONSTRAINT chain_entry_order UNIQUE REFERENCES customer_order (id),
  state        text        NOT NULL CHECK (state IN ('RESERVED', 'PAID', 'CONFIRMED', 'FULFILLED', 'EXPIRED', 'WITHDRAWN')),
  -- Given at payment, kept for ever.
  number       integer     CHECK (number >= 1),
  -- What it counts for, in the chain's unit.
  measure      bigint      NOT NULL CHECK (measure >= 1),
  note         text        CHECK (char_length(note) BETWEEN 1 AND 200),
  created_at   timestamptz NOT NULL,
  paid_at      timestamptz,
  -- When its refund was decided; how the money fares is told by the payment's refunds.
  refunded_at  timestamptz,
  -- When and why it was withdrawn, expired or refunded.
  ended_at     timestamptz,
  end_cause    text,
  CONSTRAINT chain_entry_number UNIQUE (chain_id, number),
  CONSTRAINT chain_entry_numbered_once_paid CHECK ((state IN ('RESERVED', 'EXPIRED')) = (number IS NULL)),
  CHECK (state <> 'WITHDRAWN' OR refunded_at IS NOT NULL)
);
CREATE INDEX chain_entry_reserved ON chain_entry (chain_id, id) WHERE state = 'RESERVED';
CREATE INDEX chain_entry_unconfirmed ON chain_entry (chain_id, id) WHERE state = 'PAID' AND refunded_at IS NULL;
CREATE INDEX chain_entry_member ON chain_entry (member_id, id DESC);

CREATE TABLE chain_entry_line (
  entry_id  uuid    NOT NULL REFERENCES chain_entry (id),
  item_id   uuid    NOT NULL REFERENCES chain_item (id),
  quantity  integer NOT NULL CHECK (quantity >= 1),
  PRIMARY KEY (entry_id, item_id)
);

-- Guarded counter behind per_member_limit: what a member holds of an item, over all of its entries.
CREATE TABLE chain_member_quota (
  item_id    uuid    NOT NULL REFERENCES chain_item (id),
  member_id  uuid    NOT NULL REFERENCES member (id),
  taken      integer NOT NULL CHECK (taken >= 0),
  PRIMARY KEY (item_id, member_id)
);

CREATE TABLE chain_transition (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  chain_id    uuid        NOT NULL REFERENCES chain (id),
  from_state  text        NOT NULL,
  to_state    text        NOT NULL,
  cause       text        NOT NULL,
  at          timestamptz NOT NULL,
  -- The pairs are those of ChainState, so that an impossible change fails as a whole.
  CONSTRAINT chain_transition_allowed CHECK (
    (from_state = 'DRAFT' AND to_state IN ('OPEN', 'CANCELLED'))
    OR (from_state = 'OPEN' AND to_state IN ('REACHED', 'CLOSED', 'CANCELLED'))
    OR (from_state = 'REACHED' AND to_state IN ('OPEN', 'CLOSED', 'CANCELLED'))
    OR (from_state = 'CLOSED' AND to_state IN ('SETTLED', 'CANCELLED')))
);
CREATE INDEX chain_transition_of ON chain_transition (chain_id, id);
-- A second settlement cannot even be written down.
CREATE UNIQUE INDEX chain_settled_once ON chain_transition (chain_id) WHERE to_state = 'SETTLED';
