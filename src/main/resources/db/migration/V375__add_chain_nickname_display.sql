-- How members' names stand in a chain's list. A version from before shows and writes FULL.
ALTER TABLE chain
  ADD COLUMN nickname_display text NOT NULL DEFAULT 'FULL'
    CONSTRAINT chain_nickname_display CHECK (nickname_display IN ('FULL', 'MASKED', 'NUMBER_ONLY'));
