-- Products as staff save them: for whom they are, more pictures, and the version that is changed next. Every column has a
-- default, so that a version from before, which knows none of them, writes beside this one. A catalog is small: it is
-- checked here and now.

ALTER TABLE product
  -- Grows by one with every change.
  ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  -- Behind image_url, in the order in which they are shown.
  ADD COLUMN more_image_urls text[] NOT NULL DEFAULT '{}'
    CONSTRAINT product_images CHECK (
      cardinality(more_image_urls) <= 8 AND (image_url IS NOT NULL OR cardinality(more_image_urls) = 0)),
  -- Who may see and buy it; all of it must hold. Level of the tier from which on, 1 = everybody.
  ADD COLUMN minimum_level integer NOT NULL DEFAULT 1 CHECK (minimum_level >= 1),
  ADD COLUMN segment_id uuid REFERENCES segment (id),
  ADD COLUMN new_members_only boolean NOT NULL DEFAULT false;
CREATE INDEX product_segment ON product (segment_id) WHERE segment_id IS NOT NULL;
