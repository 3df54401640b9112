-- Codes that are good for one copy of an offer each, made in batches by a job, step by step.

CREATE TABLE coupon_code_batch (
  id            uuid        PRIMARY KEY,
  template_id   uuid        NOT NULL REFERENCES coupon_template (id),
  name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  requested     integer     NOT NULL CHECK (requested BETWEEN 1 AND 100000),
  -- How far the job has come: there are codes 1 to this.
  generated     integer     NOT NULL DEFAULT 0,
  redeemed      integer     NOT NULL DEFAULT 0,
  -- Exclusive; null when they are good as long as the offer is.
  redeem_until  timestamptz,
  disabled_at   timestamptz,
  created_at    timestamptz NOT NULL,
  CONSTRAINT coupon_code_batch_generated CHECK (generated BETWEEN 0 AND requested),
  CONSTRAINT coupon_code_batch_redeemed CHECK (redeemed BETWEEN 0 AND generated)
);
CREATE INDEX coupon_code_batch_of_template ON coupon_code_batch (template_id, id);
CREATE INDEX coupon_code_batch_unfinished ON coupon_code_batch (id) WHERE generated < requested AND disabled_at IS NULL;

CREATE TABLE coupon_code (
  batch_id     uuid        NOT NULL REFERENCES coupon_code_batch (id),
  number       integer     NOT NULL CHECK (number BETWEEN 1 AND 100000),
  -- Without its hyphens.
  code         text        NOT NULL CONSTRAINT coupon_code_unique UNIQUE CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{18}$'),
  -- What it was redeemed for: one coupon, and that one by this code alone.
  coupon_id    uuid        CONSTRAINT coupon_code_one_coupon UNIQUE REFERENCES coupon (id),
  redeemed_at  timestamptz,
  PRIMARY KEY (batch_id, number),
  CONSTRAINT coupon_code_redeemed CHECK ((coupon_id IS NULL) = (redeemed_at IS NULL))
);

-- Checked for new rows from now on, for old ones by the next migration, which locks nobody out.
ALTER TABLE coupon DROP CONSTRAINT coupon_source_check;
ALTER TABLE coupon ADD CONSTRAINT coupon_source_check
  CHECK (source IN ('CLAIM', 'OPERATOR', 'CAMPAIGN', 'JOURNEY', 'BENEFIT', 'POINTS', 'CODE')) NOT VALID;
