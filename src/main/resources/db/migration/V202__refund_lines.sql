-- Refunds of lines and of units of a line: what each gave back, and what is left.

ALTER TABLE order_line
  ADD COLUMN refunded_quantity integer NOT NULL DEFAULT 0,
  -- Of those that pay for the line, one for each fen of points_discount_fen.
  ADD COLUMN points_back bigint NOT NULL DEFAULT 0;
ALTER TABLE order_line
  ADD CONSTRAINT order_line_refunds_within_quantity CHECK (refunded_quantity BETWEEN 0 AND quantity) NOT VALID,
  ADD CONSTRAINT order_line_points_back_within_used CHECK (points_back BETWEEN 0 AND points_discount_fen) NOT VALID;

-- Which refund gave back what of which line; without a row for refunds of the time before.
CREATE TABLE order_refund_line (
  refund_id   uuid     NOT NULL REFERENCES order_refund (id),
  line_id     uuid     NOT NULL REFERENCES order_line (id),
  -- 0 where only money was given back, e.g. a difference in price.
  quantity    integer  NOT NULL CHECK (quantity BETWEEN 0 AND 999),
  amount_fen  bigint   NOT NULL CHECK (amount_fen >= 0),
  points      bigint   NOT NULL CHECK (points >= 0),
  PRIMARY KEY (refund_id, line_id)
);
CREATE INDEX order_refund_line_of_line ON order_refund_line (line_id);
