-- What members ask back after the sale, and what staff answered.

CREATE TABLE refund_request (
  id          uuid        PRIMARY KEY,
  order_id    uuid        NOT NULL REFERENCES customer_order (id),
  member_id   uuid        NOT NULL REFERENCES member (id),
  state       text        NOT NULL CHECK (state IN ('REQUESTED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  -- Both null once the member has left.
  reason      text        CHECK (length(reason) BETWEEN 1 AND 200),
  answer      text        CHECK (length(answer) BETWEEN 1 AND 200),
  -- What it led to.
  refund_id   uuid        REFERENCES order_refund (id),
  -- Null where the member withdrew it, or the whole order was refunded meanwhile.
  decided_by  uuid,
  created_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  CHECK ((state = 'REQUESTED') = (ended_at IS NULL)),
  CHECK ((state = 'APPROVED') = (refund_id IS NOT NULL)),
  CHECK (state IN ('APPROVED', 'REJECTED') OR (answer IS NULL AND decided_by IS NULL)),
  CHECK (state <> 'REJECTED' OR decided_by IS NOT NULL)
);
CREATE INDEX refund_request_by_state ON refund_request (state, id DESC);
CREATE INDEX refund_request_of_order ON refund_request (order_id, id);
CREATE INDEX refund_request_of_member ON refund_request (member_id, id);

-- An ended request stays as it ended; only its words may be erased.
CREATE FUNCTION refund_request_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'REQUESTED' AND (OLD.state, OLD.refund_id, OLD.ended_at) IS DISTINCT FROM (NEW.state, NEW.refund_id, NEW.ended_at) THEN
    RAISE EXCEPTION 'an ended refund_request is final';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refund_request_final BEFORE UPDATE ON refund_request
  FOR EACH ROW EXECUTE FUNCTION refund_request_ends_once();

CREATE TABLE refund_request_line (
  request_id  uuid     NOT NULL REFERENCES refund_request (id),
  line_id     uuid     NOT NULL REFERENCES order_line (id),
  quantity    integer  NOT NULL CHECK (quantity BETWEEN 1 AND 999),
  open        boolean  NOT NULL,
  PRIMARY KEY (request_id, line_id)
);
CREATE UNIQUE INDEX refund_request_line_open_once ON refund_request_line (line_id) WHERE open;
