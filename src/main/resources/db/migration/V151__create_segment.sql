-- Rules that say which members are meant, and who was when they were last looked at.

CREATE TABLE segment (
  id                 uuid        PRIMARY KEY,
  name               text        NOT NULL CONSTRAINT segment_name UNIQUE CHECK (char_length(name) BETWEEN 1 AND 60),
  -- In the words of SegmentRuleInput.
  rule               jsonb       NOT NULL CHECK (jsonb_typeof(rule) = 'object'),
  -- Grows by one with every change.
  version            integer     NOT NULL DEFAULT 1 CHECK (version >= 1),
  archived           boolean     NOT NULL DEFAULT false,
  created_at         timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL,
  -- When to look for members again; null once archived.
  refresh_due_at     timestamptz,
  -- The last member that the refresh under way has looked at; null when none is under way.
  refresh_position   uuid,
  refreshed_at       timestamptz,
  refreshed_version  integer,
  member_count       integer     NOT NULL DEFAULT 0 CHECK (member_count >= 0),
  CONSTRAINT segment_due CHECK (archived = (refresh_due_at IS NULL)),
  CONSTRAINT segment_refreshed CHECK ((refreshed_at IS NULL) = (refreshed_version IS NULL))
);
CREATE INDEX segment_to_refresh ON segment (refresh_due_at) WHERE refresh_due_at IS NOT NULL;

CREATE TABLE segment_member (
  segment_id  uuid        NOT NULL REFERENCES segment (id),
  member_id   uuid        NOT NULL REFERENCES member (id),
  since       timestamptz NOT NULL,
  PRIMARY KEY (segment_id, member_id)
);
CREATE INDEX segment_member_of_member ON segment_member (member_id);
