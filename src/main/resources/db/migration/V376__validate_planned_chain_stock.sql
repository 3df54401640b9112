ALTER TABLE chain_item VALIDATE CONSTRAINT chain_item_within_plan;
ALTER TABLE chain_item VALIDATE CONSTRAINT chain_item_planned;
