-- On its own, so that no transaction holds the tables' strong locks while it reads them.
ALTER TABLE chain VALIDATE CONSTRAINT chain_settled_have_once_settled;
ALTER TABLE chain VALIDATE CONSTRAINT chain_ladder_is_settled;
ALTER TABLE chain_entry VALIDATE CONSTRAINT chain_entry_difference_once_confirmed;
