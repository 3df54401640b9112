-- Money that the gateway took and that fits none of our payments: for operators to look into. One
-- row for each trade and kind, however often the gateway tells of it.
CREATE TABLE payment_mismatch (
  trade_number    text        NOT NULL CHECK (length(trade_number) BETWEEN 1 AND 64),
  transaction_id  text        NOT NULL CHECK (length(transaction_id) BETWEEN 1 AND 64),
  kind            text        NOT NULL CHECK (kind IN ('UNKNOWN_TRADE', 'OTHER_AMOUNT')),
  payment_id      uuid        REFERENCES payment (id),
  taken_fen       bigint      NOT NULL,
  paid_at         timestamptz NOT NULL,
  noticed_at      timestamptz NOT NULL,
  PRIMARY KEY (trade_number, transaction_id, kind),
  CHECK ((kind = 'UNKNOWN_TRADE') = (payment_id IS NULL))
);
CREATE INDEX payment_mismatch_noticed ON payment_mismatch (noticed_at);
