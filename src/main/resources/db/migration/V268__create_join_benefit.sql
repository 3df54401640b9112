-- Coupons for joining a chat group: once per member and community, whoever leaves and comes back.

CREATE TABLE coupon_join_benefit (
  community_id   uuid         PRIMARY KEY REFERENCES community (id),
  template_id    uuid         NOT NULL REFERENCES coupon_template (id),
  -- How long after joining a member gets it, being there still.
  delay_hours    integer      NOT NULL CHECK (delay_hours BETWEEN 0 AND 720),
  active         boolean      NOT NULL,
  -- Who joined before has no part in it.
  counts_since   timestamptz  NOT NULL
);

CREATE TABLE coupon_join_benefit_grant (
  community_id  uuid         NOT NULL REFERENCES community (id),
  member_id     uuid         NOT NULL REFERENCES member (id),
  outcome       text         NOT NULL CHECK (outcome IN ('GRANTED', 'LIMIT_REACHED', 'NOT_ELIGIBLE')),
  coupon_id     uuid         CONSTRAINT coupon_join_benefit_one_coupon UNIQUE REFERENCES coupon (id),
  decided_at    timestamptz  NOT NULL,
  PRIMARY KEY (community_id, member_id),
  CONSTRAINT coupon_join_benefit_has_coupon CHECK ((outcome = 'GRANTED') = (coupon_id IS NOT NULL))
);
