-- Questionnaires of staff, and what members answered. A questionnaire is saved and read as a whole, so it is one row.

CREATE TABLE questionnaire (
  id           uuid        PRIMARY KEY,
  title        text        NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
  description  text        CHECK (length(description) BETWEEN 1 AND 500),
  -- Whether members can answer it now.
  open         boolean     NOT NULL,
  -- [{code, text, multiple, options: [{code, text, tag}]}]
  questions    jsonb       NOT NULL CHECK (jsonb_array_length(questions) BETWEEN 1 AND 15),
  created_at   timestamptz NOT NULL,
  changed_at   timestamptz NOT NULL
);

-- One set of answers per member and questionnaire; answering again replaces it.
CREATE TABLE questionnaire_submission (
  id                uuid        PRIMARY KEY,
  questionnaire_id  uuid        NOT NULL REFERENCES questionnaire (id),
  member_id         uuid        NOT NULL REFERENCES member (id),
  -- Like questions, in the words of then, each with the chosen options alone.
  answers           jsonb       NOT NULL,
  -- The tags that the answers stand for.
  tags              text[]      NOT NULL,
  submitted_at      timestamptz NOT NULL,
  CONSTRAINT questionnaire_submission_once UNIQUE (member_id, questionnaire_id)
);
