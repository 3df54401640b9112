ALTER TABLE chain_entry VALIDATE CONSTRAINT chain_entry_weight;
ALTER TABLE chain_entry VALIDATE CONSTRAINT chain_entry_seat_counts;
