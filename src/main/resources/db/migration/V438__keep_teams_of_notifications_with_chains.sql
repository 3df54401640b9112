-- Whoever opens a team opens it in its chain-buy.
ALTER TABLE notification
  ADD CONSTRAINT notification_team_of_chain CHECK (team_id IS NULL OR chain_id IS NOT NULL) NOT VALID;
