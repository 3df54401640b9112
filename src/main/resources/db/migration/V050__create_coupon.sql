-- Offers, the members' copies of them, and how each copy came to its state.

CREATE TABLE coupon_template (
  id                uuid        PRIMARY KEY,
  name              text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  kind              text        NOT NULL CHECK (kind IN ('FIXED_OFF', 'PERCENT_OFF', 'NO_THRESHOLD', 'EXCHANGE', 'FREE_SHIPPING')),
  threshold_fen     bigint      NOT NULL DEFAULT 0 CHECK (threshold_fen BETWEEN 0 AND 2147483647),
  amount_off_fen    bigint      NOT NULL DEFAULT 0 CHECK (amount_off_fen BETWEEN 0 AND 2147483647),
  percent_off       integer     NOT NULL DEFAULT 0 CHECK (percent_off BETWEEN 0 AND 99),
  cap_fen           bigint      CHECK (cap_fen BETWEEN 1 AND 2147483647),
  -- Products it is good for; none means all.
  product_ids       uuid[]      NOT NULL DEFAULT '{}',
  total             integer     NOT NULL CHECK (total > 0),
  issued            integer     NOT NULL DEFAULT 0,
  per_member_limit  integer     NOT NULL CHECK (per_member_limit BETWEEN 1 AND 1000),
  issue_ways        text[]      NOT NULL CHECK (cardinality(issue_ways) > 0 AND issue_ways <@ ARRAY['PUBLIC', 'CODE', 'GRANT', 'POINTS']),
  -- From when until when copies are issued.
  issue_from        timestamptz NOT NULL,
  issue_until       timestamptz,
  -- Validity of a copy: a fixed span, or a number of days from the moment it was issued.
  valid_from        timestamptz,
  valid_to          timestamptz,
  valid_days        integer     CHECK (valid_days BETWEEN 1 AND 3650),
  created_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT coupon_template_quota CHECK (issued BETWEEN 0 AND total),
  CONSTRAINT coupon_template_issue_window CHECK (issue_until > issue_from),
  CONSTRAINT coupon_template_validity CHECK (
    (valid_days IS NULL AND valid_from IS NOT NULL AND valid_to > valid_from)
    OR (valid_days IS NOT NULL AND valid_from IS NULL AND valid_to IS NULL)),
  CONSTRAINT coupon_template_terms CHECK (CASE kind
    WHEN 'FIXED_OFF' THEN amount_off_fen > 0 AND threshold_fen >= amount_off_fen AND percent_off = 0 AND cap_fen IS NULL
    WHEN 'PERCENT_OFF' THEN percent_off > 0 AND amount_off_fen = 0
    WHEN 'NO_THRESHOLD' THEN amount_off_fen > 0 AND threshold_fen = 0 AND percent_off = 0 AND cap_fen IS NULL
    WHEN 'EXCHANGE' THEN cardinality(product_ids) > 0 AND amount_off_fen = 0 AND percent_off = 0 AND cap_fen IS NULL
    ELSE amount_off_fen = 0 AND percent_off = 0 AND cap_fen IS NULL END)
);
CREATE INDEX coupon_template_public ON coupon_template (id) WHERE 'PUBLIC' = ANY (issue_ways);

-- How many copies of an offer a member has had: the guard of the per-member limit.
CREATE TABLE coupon_member_quota (
  template_id  uuid    NOT NULL REFERENCES coupon_template (id),
  member_id    uuid    NOT NULL REFERENCES member (id),
  taken        integer NOT NULL CHECK (taken > 0),
  PRIMARY KEY (template_id, member_id)
);

-- A member's copy keeps the terms as they were when it was issued.
CREATE TABLE coupon (
  id              uuid        PRIMARY KEY,
  template_id     uuid        NOT NULL REFERENCES coupon_template (id),
  member_id       uuid        NOT NULL REFERENCES member (id),
  status          text        NOT NULL CHECK (status IN ('ISSUED', 'HELD', 'USED', 'EXPIRED', 'REVOKED')),
  name            text        NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('FIXED_OFF', 'PERCENT_OFF', 'NO_THRESHOLD', 'EXCHANGE', 'FREE_SHIPPING')),
  threshold_fen   bigint      NOT NULL CHECK (threshold_fen >= 0),
  amount_off_fen  bigint      NOT NULL CHECK (amount_off_fen >= 0),
  percent_off     integer     NOT NULL CHECK (percent_off BETWEEN 0 AND 99),
  cap_fen         bigint      CHECK (cap_fen > 0),
  product_ids     uuid[]      NOT NULL,
  valid_from      timestamptz NOT NULL,
  valid_to        timestamptz NOT NULL CHECK (valid_to > valid_from),
  -- What it was issued for; one copy per cause, however often the cause is replayed.
  source          text        NOT NULL CHECK (source IN ('CLAIM', 'OPERATOR', 'CAMPAIGN', 'JOURNEY', 'BENEFIT', 'POINTS')),
  source_key      text        NOT NULL CHECK (length(source_key) BETWEEN 1 AND 200),
  -- The order that holds or used it, and the payment deadline of a hold.
  order_id        uuid,
  held_until      timestamptz,
  issued_at       timestamptz NOT NULL,
  CONSTRAINT coupon_once_per_source UNIQUE (template_id, source, source_key),
  CONSTRAINT coupon_order CHECK ((order_id IS NOT NULL) = (status IN ('HELD', 'USED'))),
  CONSTRAINT coupon_hold CHECK ((held_until IS NOT NULL) = (status = 'HELD'))
);
CREATE INDEX coupon_of_member ON coupon (member_id, id);
CREATE INDEX coupon_of_order ON coupon (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX coupon_running_out ON coupon (valid_to, member_id) WHERE status = 'ISSUED';

-- Every change of state with its cause, written by the statement that makes the change; the pairs
-- are those of CouponStatus, so that an impossible change fails as a whole.
CREATE TABLE coupon_transition (
  id           bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  coupon_id    uuid        NOT NULL REFERENCES coupon (id),
  from_status  text,
  to_status    text        NOT NULL,
  cause        text        NOT NULL CHECK (length(cause) BETWEEN 1 AND 60),
  order_id     uuid,
  at           timestamptz NOT NULL,
  CONSTRAINT coupon_transition_allowed CHECK (
    (from_status IS NULL AND to_status = 'ISSUED')
    OR (from_status = 'ISSUED' AND to_status IN ('HELD', 'EXPIRED', 'REVOKED'))
    OR (from_status = 'HELD' AND to_status IN ('USED', 'ISSUED', 'EXPIRED'))
    OR (from_status = 'USED' AND to_status IN ('ISSUED', 'EXPIRED')))
);
CREATE INDEX coupon_transition_of_coupon ON coupon_transition (coupon_id, id);
