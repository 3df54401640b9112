-- What members do, kept current by events, so that audiences are asked in one statement. All of it can be
-- rebuilt from logins and orders.

CREATE TABLE member_activity (
  member_id       uuid        PRIMARY KEY REFERENCES member (id),
  -- Latest login or refresh of a session that the events told of.
  last_seen_at    timestamptz,
  -- Of orders that were paid and not wholly refunded.
  first_order_at  timestamptz,
  last_order_at   timestamptz,
  order_count     integer     NOT NULL DEFAULT 0 CHECK (order_count >= 0),
  -- Over all orders that were ever paid; what was spent is the difference.
  paid_fen        bigint      NOT NULL DEFAULT 0,
  refunded_fen    bigint      NOT NULL DEFAULT 0,
  last_active_at  timestamptz GENERATED ALWAYS AS (greatest(last_seen_at, last_order_at)) STORED,
  -- Null until the orders were read for the first time.
  rebuilt_at      timestamptz,
  -- The member has left: the row stays so that nothing late fills it again.
  erased          boolean     NOT NULL DEFAULT false,
  CONSTRAINT member_activity_refunds_within_paid CHECK (refunded_fen BETWEEN 0 AND paid_fen),
  CONSTRAINT member_activity_orders CHECK (
    (order_count = 0) = (first_order_at IS NULL) AND (order_count = 0) = (last_order_at IS NULL)
    AND first_order_at <= last_order_at),
  CONSTRAINT member_activity_erased CHECK (
    NOT erased OR (last_seen_at IS NULL AND order_count = 0 AND paid_fen = 0 AND rebuilt_at IS NULL))
);

-- One row per member and day of the brand's calendar on which something was ordered. Kept for two years.
CREATE TABLE member_purchase_day (
  member_id          uuid     NOT NULL REFERENCES member_activity (member_id),
  day                date     NOT NULL,
  -- Paid on that day and not wholly refunded by now.
  order_count        integer  NOT NULL CHECK (order_count >= 0),
  -- What orders paid on that day cost, and what was given back of it, whenever that was.
  paid_fen           bigint   NOT NULL,
  refunded_fen       bigint   NOT NULL,
  -- Made on that day and cancelled without having been paid.
  unfinished_orders  integer  NOT NULL CHECK (unfinished_orders >= 0),
  PRIMARY KEY (member_id, day),
  CHECK (refunded_fen BETWEEN 0 AND paid_fen)
);
CREATE INDEX member_purchase_day_age ON member_purchase_day (day);

-- Days on which a member was here. Kept for three months.
CREATE TABLE member_seen_day (
  member_id  uuid  NOT NULL REFERENCES member_activity (member_id),
  day        date  NOT NULL,
  PRIMARY KEY (member_id, day)
);
CREATE INDEX member_seen_day_age ON member_seen_day (day);

-- How far the rebuilding of all members' rows has come, so that a killed run goes on there.
CREATE TABLE member_activity_rebuild (
  bucket    timestamptz  PRIMARY KEY,
  -- The last member whose rows were rebuilt.
  position  uuid         NOT NULL
);
