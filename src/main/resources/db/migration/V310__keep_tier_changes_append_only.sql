-- Which tiers a member had is evidence, as the log of growth is. It holds nothing personal, so those who leave keep it.

CREATE FUNCTION member_tier_change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'member_tier_change is append-only';
END $$;
CREATE TRIGGER member_tier_change_append_only BEFORE UPDATE OR DELETE ON member_tier_change
  FOR EACH ROW EXECUTE FUNCTION member_tier_change_is_append_only();
