-- How many members got the coupon of a chain, so that whoever looks at the chain need not count them. Kept by the database, as the version
-- before gives coupons beside this one without counting.
ALTER TABLE chain_coupon ADD COLUMN given integer NOT NULL DEFAULT 0;

CREATE FUNCTION chain_coupon_is_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE chain_coupon SET given = given + 1 WHERE chain_id = NEW.chain_id;
  RETURN NULL;
END $$;
CREATE TRIGGER chain_coupon_counted AFTER INSERT ON chain_coupon_grant FOR EACH ROW
  WHEN (NEW.coupon_id IS NOT NULL) EXECUTE FUNCTION chain_coupon_is_counted();
