-- The sandbox tells of payments and refunds as WeChat does: later, more than once, or never. These
-- tables are WeChat's side; they are empty in production.
ALTER TABLE sandbox_trade
  -- How long refunds of this trade are PROCESSING; null: they are settled at once.
  ADD COLUMN refund_seconds integer CHECK (refund_seconds BETWEEN 0 AND 86400),
  -- Seconds after its settlement at which each notice of a refund goes out.
  ADD COLUMN refund_notices integer[] NOT NULL DEFAULT '{}' CHECK (cardinality(refund_notices) <= 5);
ALTER TABLE sandbox_refund
  ADD COLUMN becomes     text CHECK (becomes IN ('SUCCESS', 'ABNORMAL')),
  ADD COLUMN settles_at  timestamptz,
  ADD CONSTRAINT sandbox_refund_settles CHECK (
    (becomes IS NULL) = (settles_at IS NULL) AND (becomes IS NULL OR state = 'PROCESSING'));

CREATE TABLE sandbox_notice (
  id             bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  out_trade_no   text        NOT NULL REFERENCES sandbox_trade (out_trade_no),
  -- Null for a notice of the payment.
  out_refund_no  text        REFERENCES sandbox_refund (out_refund_no),
  due_at         timestamptz NOT NULL,
  delivered_at   timestamptz
);
CREATE INDEX sandbox_notice_due ON sandbox_notice (due_at, id) WHERE delivered_at IS NULL;
CREATE INDEX sandbox_notice_of_trade ON sandbox_notice (out_trade_no);
