-- Apart from where they were changed, so that nobody waits while the rows of old are looked through.
ALTER TABLE chain_team VALIDATE CONSTRAINT chain_team_announced_at_its_end;
ALTER TABLE notification VALIDATE CONSTRAINT notification_kind_check;
