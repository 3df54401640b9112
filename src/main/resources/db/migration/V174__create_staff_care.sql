-- Staff care: what members need and how much, who looks after members and communities, and what staff noted.

-- Whoever has something in custody cannot be closed: the references below hold on to the account's being active.
ALTER TABLE operator_account ADD CONSTRAINT operator_account_active UNIQUE (id, active);

CREATE TABLE member_custody (
  member_id        uuid        PRIMARY KEY REFERENCES member (id),
  operator_id      uuid        NOT NULL,
  operator_active  boolean     NOT NULL DEFAULT true CHECK (operator_active),
  since            timestamptz NOT NULL,
  CONSTRAINT member_custody_active FOREIGN KEY (operator_id, operator_active) REFERENCES operator_account (id, active)
);
CREATE INDEX member_custody_operator ON member_custody (operator_id, member_id);

ALTER TABLE community
  ADD COLUMN custodian_id      uuid,
  ADD COLUMN custodian_active  boolean NOT NULL DEFAULT true CHECK (custodian_active),
  ADD CONSTRAINT community_custodian_active
    FOREIGN KEY (custodian_id, custodian_active) REFERENCES operator_account (id, active);
CREATE INDEX community_custodian ON community (custodian_id) WHERE custodian_id IS NOT NULL;

CREATE TABLE member_note (
  id             uuid        PRIMARY KEY,
  member_id      uuid        NOT NULL REFERENCES member (id),
  text           text        NOT NULL CHECK (char_length(text) BETWEEN 1 AND 500),
  author_id      uuid        NOT NULL REFERENCES operator_account (id),
  -- Who answers for it now; the author until a transfer.
  keeper_id      uuid        NOT NULL,
  keeper_active  boolean     NOT NULL DEFAULT true CHECK (keeper_active),
  created_at     timestamptz NOT NULL,
  CONSTRAINT member_note_keeper_active FOREIGN KEY (keeper_id, keeper_active) REFERENCES operator_account (id, active)
);
CREATE INDEX member_note_member ON member_note (member_id, id);
CREATE INDEX member_note_keeper ON member_note (keeper_id);

CREATE TABLE member_need (
  member_id  uuid        NOT NULL REFERENCES member (id),
  need       text        NOT NULL CHECK (char_length(need) BETWEEN 1 AND 40),
  intent     text        NOT NULL CHECK (intent IN ('COLD', 'WARM', 'URGENT')),
  reason     text        NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 200),
  set_by     uuid        NOT NULL REFERENCES operator_account (id),
  set_at     timestamptz NOT NULL,
  PRIMARY KEY (member_id, need)
);

CREATE TABLE member_intent_change (
  id           uuid        PRIMARY KEY,
  member_id    uuid        NOT NULL REFERENCES member (id),
  need         text        NOT NULL CHECK (char_length(need) BETWEEN 1 AND 40),
  -- Null: none before, none any more.
  from_intent  text        CHECK (from_intent IN ('COLD', 'WARM', 'URGENT')),
  to_intent    text        CHECK (to_intent IN ('COLD', 'WARM', 'URGENT')),
  reason       text        NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 200),
  operator_id  uuid        NOT NULL REFERENCES operator_account (id),
  created_at   timestamptz NOT NULL
);
CREATE INDEX member_intent_change_member ON member_intent_change (member_id, id);

-- A colleague leaves once.
CREATE TABLE custody_transfer (
  id                uuid        PRIMARY KEY,
  from_operator_id  uuid        NOT NULL CONSTRAINT custody_transfer_once UNIQUE REFERENCES operator_account (id),
  to_operator_id    uuid        NOT NULL REFERENCES operator_account (id) CHECK (to_operator_id <> from_operator_id),
  by_operator_id    uuid        NOT NULL,
  -- How many of each kind were moved.
  moved             jsonb       NOT NULL,
  created_at        timestamptz NOT NULL
);
