ALTER TABLE chain VALIDATE CONSTRAINT chain_team_terms;
ALTER TABLE chain VALIDATE CONSTRAINT chain_counts_whole_teams;
ALTER TABLE chain_entry VALIDATE CONSTRAINT chain_entry_when_full;
ALTER TABLE chain_entry VALIDATE CONSTRAINT chain_entry_team_buy;
ALTER TABLE chain_entry VALIDATE CONSTRAINT chain_entry_seated_once_paid;
ALTER TABLE chain_entry VALIDATE CONSTRAINT chain_entry_team;
