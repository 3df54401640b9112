-- The points mall: rewards, and members' redemptions of them.

CREATE TABLE reward (
  id                uuid        PRIMARY KEY,
  kind              text        NOT NULL CHECK (kind IN ('COUPON', 'GIFT', 'ENTITLEMENT')),
  -- What it means is the kind's business, e.g. a coupon template.
  target_id         uuid        NOT NULL,
  name              text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  description       text        CHECK (length(description) BETWEEN 1 AND 500),
  image_url         text        CHECK (image_url LIKE 'https://%'),
  points_price      integer     NOT NULL CHECK (points_price BETWEEN 1 AND 10000000),
  -- What is left.
  stock             integer     NOT NULL CHECK (stock >= 0),
  per_member_limit  integer     NOT NULL CHECK (per_member_limit >= 1),
  on_shelf          boolean     NOT NULL DEFAULT true,
  created_at        timestamptz NOT NULL
);
CREATE INDEX reward_shelf ON reward (points_price, id) WHERE on_shelf;

-- How many a member has redeemed and not cancelled: the guard of the per-member limit.
CREATE TABLE reward_member_count (
  reward_id  uuid     NOT NULL REFERENCES reward (id),
  member_id  uuid     NOT NULL REFERENCES member (id),
  redeemed   integer  NOT NULL CHECK (redeemed >= 0),
  PRIMARY KEY (reward_id, member_id)
);

CREATE TABLE redemption (
  id           uuid        PRIMARY KEY,
  member_id    uuid        NOT NULL REFERENCES member (id),
  reward_id    uuid        NOT NULL REFERENCES reward (id),
  -- As they were at that moment.
  reward_kind  text        NOT NULL,
  reward_name  text        NOT NULL,
  points       integer     NOT NULL CHECK (points > 0),
  state        text        NOT NULL CHECK (state IN ('ISSUED', 'REDEEMED', 'CANCELLED')),
  created_at   timestamptz NOT NULL
);
CREATE INDEX redemption_member ON redemption (member_id, id);
CREATE INDEX redemption_reward ON redemption (reward_id);

CREATE TABLE redemption_change (
  id             uuid        PRIMARY KEY,
  redemption_id  uuid        NOT NULL REFERENCES redemption (id),
  -- Null for the first.
  from_state     text,
  to_state       text        NOT NULL,
  cause          text        NOT NULL CHECK (cause IN ('REDEEMED_BY_MEMBER', 'FULFILLED', 'CANCELLED_BY_MEMBER')),
  created_at     timestamptz NOT NULL
);
CREATE INDEX redemption_change_redemption ON redemption_change (redemption_id);
