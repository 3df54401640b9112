-- Money that fits nothing gets an end: an operator looked into it. The tables are small: they hold
-- what went wrong. The running version of before does not know the new ids.
ALTER TABLE payment_mismatch
  ADD COLUMN id          uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  ADD COLUMN outcome     text CHECK (outcome IN ('REFUNDED_AT_GATEWAY', 'PAID_BACK_OTHERWISE', 'KEPT_BY_AGREEMENT', 'NOTHING_TO_DO')),
  -- Null once it was erased.
  ADD COLUMN note        text CHECK (length(note) BETWEEN 1 AND 500),
  ADD COLUMN settled_by  uuid,
  ADD COLUMN settled_at  timestamptz,
  ADD CONSTRAINT payment_mismatch_settled CHECK (
    (outcome IS NULL) = (settled_at IS NULL) AND (settled_by IS NULL) = (settled_at IS NULL)
    AND (note IS NULL OR settled_at IS NOT NULL)),
  DROP CONSTRAINT payment_mismatch_kind,
  ADD CONSTRAINT payment_mismatch_kind CHECK (
    kind IN ('UNKNOWN_TRADE', 'OTHER_AMOUNT', 'OTHER_ACCOUNT', 'PAID_TWICE'));

ALTER TABLE refund_mismatch
  ADD COLUMN id          uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  ADD COLUMN outcome     text CHECK (outcome IN ('REFUNDED_AT_GATEWAY', 'PAID_BACK_OTHERWISE', 'KEPT_BY_AGREEMENT', 'NOTHING_TO_DO')),
  ADD COLUMN note        text CHECK (length(note) BETWEEN 1 AND 500),
  ADD COLUMN settled_by  uuid,
  ADD COLUMN settled_at  timestamptz,
  ADD CONSTRAINT refund_mismatch_settled CHECK (
    (outcome IS NULL) = (settled_at IS NULL) AND (settled_by IS NULL) = (settled_at IS NULL)
    AND (note IS NULL OR settled_at IS NOT NULL));
CREATE INDEX refund_mismatch_of_refund ON refund_mismatch (refund_id) WHERE refund_id IS NOT NULL;
CREATE INDEX payment_mismatch_of_payment ON payment_mismatch (payment_id) WHERE payment_id IS NOT NULL;

-- How often staff had a refused refund asked for once more; each time has an outbox message.
ALTER TABLE refund ADD COLUMN retries integer NOT NULL DEFAULT 0;

-- What the gateway refused and staff gave back in another way. The refund itself stays REFUSED, as
-- the gateway moved no money.
CREATE TABLE refund_by_hand (
  refund_id   uuid        PRIMARY KEY REFERENCES refund (id),
  -- Null once it was erased.
  note        text        CHECK (length(note) BETWEEN 1 AND 500),
  settled_by  uuid        NOT NULL,
  settled_at  timestamptz NOT NULL
);
