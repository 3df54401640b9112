-- One person in two of the brand's apps has two openids and one unionid.

-- Further openids of a member: of records that were merged into theirs.
CREATE TABLE member_further_openid (
  openid     text        PRIMARY KEY,
  member_id  uuid        NOT NULL REFERENCES member (id),
  added_at   timestamptz NOT NULL
);
CREATE INDEX member_further_openid_of_member ON member_further_openid (member_id);

-- Where a record went that was merged into another one.
ALTER TABLE member
  ADD COLUMN merged_into uuid REFERENCES member (id),
  -- Not validated, which would read the table: the column is empty.
  ADD CONSTRAINT member_merged_is_gone
    CHECK (merged_into IS NULL OR (status = 'DELETED' AND merged_into <> id)) NOT VALID;

-- Two records of one unionid that both hold something of value: staff decide. Removed when one of them leaves.
CREATE TABLE member_merge_flag (
  id           uuid        PRIMARY KEY,
  first_id     uuid        NOT NULL REFERENCES member (id),
  second_id    uuid        NOT NULL REFERENCES member (id),
  flagged_at   timestamptz NOT NULL,
  resolved_at  timestamptz,
  resolved_by  uuid        REFERENCES operator_account (id),
  note         text        CHECK (length(note) BETWEEN 1 AND 200),
  CONSTRAINT member_merge_flag_once UNIQUE (first_id, second_id),
  CHECK (first_id < second_id),
  CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
);
CREATE INDEX member_merge_flag_open ON member_merge_flag (id) WHERE resolved_at IS NULL;
CREATE INDEX member_merge_flag_of_second ON member_merge_flag (second_id);
