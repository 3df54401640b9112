-- Apart from where they were added, so that nobody waits while the rows of old are looked through.

ALTER TABLE member VALIDATE CONSTRAINT member_tier_period;
ALTER TABLE member_growth_entry VALIDATE CONSTRAINT member_growth_entry_kind_check;
ALTER TABLE member_tier_change VALIDATE CONSTRAINT member_tier_change_cause_check;
