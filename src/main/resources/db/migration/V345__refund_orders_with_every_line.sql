-- An order is REFUNDED when every unit of every line is. Looked at when the transaction commits, because the order and its lines
-- change one after the other. The version before this rule counted no units, so none at all is let through; what is stopped is one
-- of its replicas that would return units a second time which came back one by one.
CREATE FUNCTION customer_order_is_refunded_with_every_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM order_line WHERE order_id = NEW.id AND refunded_quantity > 0)
      AND EXISTS (SELECT FROM order_line WHERE order_id = NEW.id AND refunded_quantity < quantity) THEN
    RAISE EXCEPTION 'an order is refunded only with every line';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER customer_order_refunded_with_every_line AFTER UPDATE OF status ON customer_order
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.status = 'REFUNDED' AND OLD.status <> 'REFUNDED')
  EXECUTE FUNCTION customer_order_is_refunded_with_every_line();
