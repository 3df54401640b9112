-- What the gateway tells of refunds and fits none of ours, or fits otherwise: for operators to look into.
CREATE TABLE refund_mismatch (
  refund_number  text        NOT NULL CHECK (length(refund_number) BETWEEN 1 AND 64),
  trade_number   text        NOT NULL CHECK (length(trade_number) BETWEEN 1 AND 64),
  kind           text        NOT NULL CHECK (
    kind IN ('UNKNOWN_REFUND', 'OTHER_AMOUNT', 'OTHER_ACCOUNT', 'OTHER_OUTCOME')),
  refund_id      uuid        REFERENCES refund (id),
  returned_fen   bigint      NOT NULL,
  answer         text        NOT NULL CHECK (answer IN ('SUCCESS', 'ABNORMAL')),
  noticed_at     timestamptz NOT NULL,
  PRIMARY KEY (refund_number, kind),
  CHECK (kind = 'OTHER_ACCOUNT' OR (kind = 'UNKNOWN_REFUND') = (refund_id IS NULL))
);
CREATE INDEX refund_mismatch_noticed ON refund_mismatch (noticed_at);

-- Money of another merchant, mini-program or currency, whether or not its number is one of ours. The table has a few rows.
ALTER TABLE payment_mismatch
  DROP CONSTRAINT payment_mismatch_kind_check,
  DROP CONSTRAINT payment_mismatch_check,
  ADD CONSTRAINT payment_mismatch_kind CHECK (
    kind IN ('UNKNOWN_TRADE', 'OTHER_AMOUNT', 'OTHER_ACCOUNT')),
  ADD CONSTRAINT payment_mismatch_payment CHECK (
    kind = 'OTHER_ACCOUNT' OR (kind = 'UNKNOWN_TRADE') = (payment_id IS NULL));
