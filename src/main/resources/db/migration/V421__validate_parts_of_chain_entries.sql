-- On its own, so that no transaction holds the table's strong lock while it reads it.
ALTER TABLE chain_entry_line VALIDATE CONSTRAINT chain_entry_line_refunds_within_quantity;
