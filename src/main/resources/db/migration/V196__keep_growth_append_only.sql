-- The log of growth is evidence, as the ledger of points is: nobody corrects it by hand.

CREATE FUNCTION member_growth_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'member_growth_entry is append-only';
END $$;
CREATE TRIGGER member_growth_entry_append_only BEFORE UPDATE OR DELETE ON member_growth_entry
  FOR EACH ROW EXECUTE FUNCTION member_growth_entry_is_append_only();
