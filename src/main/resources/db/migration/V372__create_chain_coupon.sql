-- A coupon for members whose entries a successful chain confirmed: one for each member and chain.
CREATE TABLE chain_coupon (
  chain_id     uuid         PRIMARY KEY REFERENCES chain (id),
  template_id  uuid         NOT NULL REFERENCES coupon_template (id),
  -- When it was decided about every member.
  given_at     timestamptz
);
CREATE INDEX chain_coupon_to_give ON chain_coupon (chain_id) WHERE given_at IS NULL;

CREATE TABLE chain_coupon_grant (
  chain_id    uuid         NOT NULL REFERENCES chain (id),
  member_id   uuid         NOT NULL REFERENCES member (id),
  outcome     text         NOT NULL CHECK (outcome IN ('GRANTED', 'LIMIT_REACHED', 'NOT_ELIGIBLE', 'SOLD_OUT', 'UNAVAILABLE')),
  coupon_id   uuid         CONSTRAINT chain_coupon_grant_one_coupon UNIQUE REFERENCES coupon (id),
  decided_at  timestamptz  NOT NULL,
  PRIMARY KEY (chain_id, member_id),
  CONSTRAINT chain_coupon_grant_has_coupon CHECK ((outcome = 'GRANTED') = (coupon_id IS NOT NULL))
);
