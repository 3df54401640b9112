-- Copies that staff give to many members at once, and copies that are taken back.

CREATE TABLE coupon_grant_batch (
  id               uuid        PRIMARY KEY,
  template_id      uuid        NOT NULL REFERENCES coupon_template (id),
  -- Whose members get one each; null when staff named the members.
  segment_id       uuid        REFERENCES segment (id),
  state            text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'STOPPED')),
  stopped_because  text        CHECK (stopped_because IN ('SOLD_OUT', 'ENDED', 'REVOKED')),
  -- The last member of the segment that was looked at.
  position         uuid,
  granted          integer     NOT NULL DEFAULT 0 CHECK (granted >= 0),
  refused          integer     NOT NULL DEFAULT 0 CHECK (refused >= 0),
  created_at       timestamptz NOT NULL,
  finished_at      timestamptz,
  CONSTRAINT coupon_grant_batch_stopped CHECK ((state = 'STOPPED') = (stopped_because IS NOT NULL)),
  CONSTRAINT coupon_grant_batch_finished CHECK ((state = 'RUNNING') = (finished_at IS NULL))
);
CREATE INDEX coupon_grant_batch_of_template ON coupon_grant_batch (template_id, id);
CREATE INDEX coupon_grant_batch_running ON coupon_grant_batch (id) WHERE state = 'RUNNING';

-- What became of each member of a batch, once.
CREATE TABLE coupon_grant (
  batch_id   uuid  NOT NULL REFERENCES coupon_grant_batch (id),
  member_id  uuid  NOT NULL REFERENCES member (id),
  outcome    text  NOT NULL CHECK (outcome IN ('GRANTED', 'LIMIT_REACHED', 'NOT_ELIGIBLE', 'SOLD_OUT')),
  coupon_id  uuid  CONSTRAINT coupon_grant_one_coupon UNIQUE REFERENCES coupon (id),
  PRIMARY KEY (batch_id, member_id),
  CONSTRAINT coupon_grant_has_coupon CHECK ((outcome = 'GRANTED') = (coupon_id IS NOT NULL))
);
CREATE INDEX coupon_grant_by_coupon ON coupon_grant (batch_id, coupon_id) WHERE coupon_id IS NOT NULL;
CREATE INDEX coupon_code_by_coupon ON coupon_code (batch_id, coupon_id) WHERE coupon_id IS NOT NULL;

-- Taken back as soon as no order has it any more.
ALTER TABLE coupon ADD COLUMN revoke_on_release boolean NOT NULL DEFAULT false;

-- A batch whose coupons are taken back, step by step.
CREATE TABLE coupon_revocation (
  id              uuid        PRIMARY KEY,
  grant_batch_id  uuid        CONSTRAINT coupon_revocation_of_grants_once UNIQUE REFERENCES coupon_grant_batch (id),
  code_batch_id   uuid        CONSTRAINT coupon_revocation_of_codes_once UNIQUE REFERENCES coupon_code_batch (id),
  -- The last coupon that was looked at.
  position        uuid,
  revoked         integer     NOT NULL DEFAULT 0 CHECK (revoked >= 0),
  -- Those that an order had.
  deferred        integer     NOT NULL DEFAULT 0 CHECK (deferred >= 0),
  created_at      timestamptz NOT NULL,
  finished_at     timestamptz,
  CONSTRAINT coupon_revocation_of_one CHECK (num_nonnulls(grant_batch_id, code_batch_id) = 1)
);
CREATE INDEX coupon_revocation_running ON coupon_revocation (id) WHERE finished_at IS NULL;
