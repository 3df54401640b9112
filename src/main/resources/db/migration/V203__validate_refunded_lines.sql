-- Of orders that were refunded whole before.
UPDATE order_line line SET refunded_quantity = line.quantity, points_back = line.points_discount_fen
FROM customer_order o WHERE o.id = line.order_id AND o.status = 'REFUNDED';

ALTER TABLE order_line VALIDATE CONSTRAINT order_line_refunds_within_quantity;
ALTER TABLE order_line VALIDATE CONSTRAINT order_line_points_back_within_used;
