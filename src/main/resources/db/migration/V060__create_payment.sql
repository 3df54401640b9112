-- Money in and money back. An order is named by its id alone: the order refers to its payment.

CREATE TABLE payment (
  id              uuid        PRIMARY KEY,
  order_id        uuid        NOT NULL CONSTRAINT payment_of_order UNIQUE,
  payer_id        uuid        NOT NULL REFERENCES member (id),
  description     text        NOT NULL CHECK (length(description) BETWEEN 1 AND 127),
  -- Fits GraphQL's Int.
  amount_fen      bigint      NOT NULL CHECK (amount_fen BETWEEN 1 AND 2147483647),
  state           text        NOT NULL CHECK (state IN ('OPEN', 'PAID', 'CLOSED', 'PAID_LATE')),
  expires_at      timestamptz NOT NULL,
  -- The gateway's own number and time of the payment.
  transaction_id  text        UNIQUE,
  paid_at         timestamptz,
  -- Sum of all refunds, whatever became of their money.
  refunded_fen    bigint      NOT NULL DEFAULT 0,
  -- When to ask the gateway next; null until the gateway was told of the payment.
  query_at        timestamptz,
  created_at      timestamptz NOT NULL,
  CONSTRAINT payment_refunds_within_paid CHECK (
    refunded_fen BETWEEN 0 AND amount_fen AND (refunded_fen = 0 OR state IN ('PAID', 'PAID_LATE'))),
  CONSTRAINT payment_paid CHECK (
    (state IN ('PAID', 'PAID_LATE')) = (paid_at IS NOT NULL)
    AND (paid_at IS NULL) = (transaction_id IS NULL))
);
CREATE INDEX payment_to_query ON payment (query_at) WHERE state = 'OPEN' AND query_at IS NOT NULL;

-- The pairs are those of PaymentState, so that an impossible change fails as a whole.
CREATE TABLE payment_transition (
  id          bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  payment_id  uuid        NOT NULL REFERENCES payment (id),
  from_state  text,
  to_state    text        NOT NULL,
  cause       text        NOT NULL CHECK (length(cause) BETWEEN 1 AND 60),
  at          timestamptz NOT NULL,
  CONSTRAINT payment_transition_allowed CHECK (
    (from_state IS NULL AND to_state = 'OPEN')
    OR (from_state = 'OPEN' AND to_state IN ('PAID', 'CLOSED'))
    OR (from_state = 'CLOSED' AND to_state = 'PAID_LATE'))
);
CREATE INDEX payment_transition_of_payment ON payment_transition (payment_id, id);

CREATE TABLE refund (
  id            uuid        PRIMARY KEY,
  payment_id    uuid        NOT NULL REFERENCES payment (id),
  amount_fen    bigint      NOT NULL CHECK (amount_fen > 0),
  reason        text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 80),
  state         text        NOT NULL CHECK (state IN ('REQUESTED', 'SUCCEEDED', 'REFUSED')),
  -- When to look after it, should the outbox and the gateway's notice have failed.
  query_at      timestamptz NOT NULL,
  requested_at  timestamptz NOT NULL,
  settled_at    timestamptz,
  CHECK ((state = 'REQUESTED') = (settled_at IS NULL))
);
CREATE INDEX refund_of_payment ON refund (payment_id);
CREATE INDEX refund_to_query ON refund (query_at) WHERE state = 'REQUESTED';
CREATE INDEX refund_refused ON refund (settled_at) WHERE state = 'REFUSED';

-- WeChat's side of the sandbox: what would lie with the gateway. Only the sandbox gateway touches
-- it; it is here so that two instances, and one after a crash, see one truth. Empty in production.
CREATE TABLE sandbox_trade (
  out_trade_no    text        PRIMARY KEY,
  amount_fen      bigint      NOT NULL CHECK (amount_fen > 0),
  state           text        NOT NULL CHECK (state IN ('NOTPAY', 'SUCCESS', 'CLOSED')),
  expires_at      timestamptz,
  transaction_id  text        UNIQUE,
  paid_at         timestamptz,
  -- How the sandbox answers refunds of this trade, for tests of a gateway that says no or later.
  refund_answer   text        NOT NULL DEFAULT 'SUCCESS' CHECK (refund_answer IN ('SUCCESS', 'PROCESSING', 'ABNORMAL')),
  CHECK ((state = 'SUCCESS') = (paid_at IS NOT NULL))
);

CREATE TABLE sandbox_refund (
  out_refund_no  text    PRIMARY KEY,
  out_trade_no   text    NOT NULL REFERENCES sandbox_trade (out_trade_no),
  amount_fen     bigint  NOT NULL CHECK (amount_fen > 0),
  state          text    NOT NULL CHECK (state IN ('SUCCESS', 'PROCESSING', 'ABNORMAL'))
);
CREATE INDEX sandbox_refund_of_trade ON sandbox_refund (out_trade_no);
