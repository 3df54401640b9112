-- Tags with where they come from. A tag has as many rows as sources, so that one source takes back only its own.
CREATE TABLE member_tag (
  id          uuid        PRIMARY KEY,
  member_id   uuid        NOT NULL REFERENCES member (id),
  code        text        NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
  source      text        NOT NULL CHECK (source IN ('OPERATOR', 'QUESTIONNAIRE', 'RULE', 'RFM')),
  -- The operator, questionnaire or rule that set it.
  source_id   uuid        NOT NULL,
  set_at      timestamptz NOT NULL,
  expires_at  timestamptz CHECK (expires_at > set_at),
  CONSTRAINT member_tag_once UNIQUE (member_id, code, source)
);
CREATE INDEX member_tag_code ON member_tag (code, member_id);
CREATE INDEX member_tag_expiry ON member_tag (expires_at) WHERE expires_at IS NOT NULL;
