-- The tag of source RULE that a segment gives its members; no other segment gives the same, so that each takes back only its own.
ALTER TABLE segment ADD COLUMN tag text CONSTRAINT segment_tag CHECK (char_length(tag) BETWEEN 1 AND 40);
CREATE UNIQUE INDEX segment_tag_once ON segment (tag) WHERE tag IS NOT NULL AND NOT archived;
