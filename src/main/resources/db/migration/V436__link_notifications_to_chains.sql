-- The chain-buy, and the team of it, that a message is about, so that a tap on it opens them. Messages of versions before have none.
ALTER TABLE notification ADD COLUMN chain_id uuid, ADD COLUMN team_id uuid;
