-- What the platform itself keeps: idempotency records, outbox, job claims, sessions, operators, audit.

CREATE TABLE idempotency_record (
  actor_id    uuid        NOT NULL,
  mutation    text        NOT NULL,
  key         text        NOT NULL CHECK (length(key) BETWEEN 1 AND 64),
  input_hash  bytea       NOT NULL,
  result_id   uuid,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor_id, mutation, key)
);
CREATE INDEX idempotency_record_age ON idempotency_record (created_at);

CREATE TABLE outbox_message (
  id               uuid        PRIMARY KEY,
  handler          text        NOT NULL,
  unique_key       text        NOT NULL,
  payload          jsonb       NOT NULL,
  state            text        NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'SENT', 'DEAD')),
  attempts         integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at  timestamptz NOT NULL DEFAULT now(),
  lease_token      uuid,
  last_error       text,
  created_at       timestamptz NOT NULL DEFAULT now(),
  finished_at      timestamptz,
  CONSTRAINT outbox_message_once UNIQUE (handler, unique_key),
  CHECK ((state = 'PENDING') = (finished_at IS NULL))
);
CREATE INDEX outbox_message_due ON outbox_message (next_attempt_at) WHERE state = 'PENDING';
CREATE INDEX outbox_message_dead ON outbox_message (id) WHERE state = 'DEAD';
CREATE INDEX outbox_message_sent ON outbox_message (finished_at) WHERE state = 'SENT';

CREATE TABLE job_run (
  job          text        NOT NULL,
  bucket       timestamptz NOT NULL,
  fence        bigint      NOT NULL DEFAULT 1,
  owner        text        NOT NULL,
  state        text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
  lease_until  timestamptz NOT NULL,
  items        bigint      NOT NULL DEFAULT 0,
  error        text,
  started_at   timestamptz NOT NULL DEFAULT now(),
  finished_at  timestamptz,
  PRIMARY KEY (job, bucket)
);
CREATE INDEX job_run_age ON job_run (started_at);

CREATE TABLE session_family (
  id            uuid        PRIMARY KEY,
  subject_kind  text        NOT NULL CHECK (subject_kind IN ('MEMBER', 'OPERATOR')),
  subject_id    uuid        NOT NULL,
  generation    integer     NOT NULL DEFAULT 1,
  rotated_at    timestamptz NOT NULL DEFAULT now(),
  expires_at    timestamptz NOT NULL,
  revoked_at    timestamptz,
  revoke_cause  text,
  created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX session_family_subject ON session_family (subject_id);
CREATE INDEX session_family_expiry ON session_family (expires_at);

CREATE TABLE refresh_token (
  token_hash  bytea   PRIMARY KEY,
  family_id   uuid    NOT NULL REFERENCES session_family (id) ON DELETE CASCADE,
  generation  integer NOT NULL
);
CREATE INDEX refresh_token_family ON refresh_token (family_id, generation);

CREATE TABLE operator_account (
  id             uuid        PRIMARY KEY,
  name           text        NOT NULL UNIQUE,
  password_hash  text        NOT NULL,
  roles          text[]      NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['ADMIN', 'OPERATOR', 'CONTENT', 'SERVICE']),
  active         boolean     NOT NULL DEFAULT true,
  created_at     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE audit_entry (
  id           uuid        PRIMARY KEY,
  operator_id  uuid        NOT NULL,
  action       text        NOT NULL,
  subject      text,
  details      jsonb       NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX audit_entry_operator ON audit_entry (operator_id, id);
