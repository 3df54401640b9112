-- Who was invited by whom, and what was refused of it.

CREATE TABLE invite (
  id             uuid        PRIMARY KEY,
  inviter_id     uuid        NOT NULL REFERENCES member (id),
  invitee_id     uuid        NOT NULL CONSTRAINT invite_once UNIQUE REFERENCES member (id),
  state          text        NOT NULL CHECK (state IN ('REGISTERED', 'QUALIFIED', 'REVERSED')),
  registered_at  timestamptz NOT NULL,
  qualified_at   timestamptz,
  -- The order that qualified it; null while nothing did, and when the profile did.
  order_id       uuid,
  reversed_at    timestamptz,
  CHECK (inviter_id <> invitee_id),
  CHECK ((state = 'REGISTERED') = (qualified_at IS NULL)),
  CHECK ((state = 'REVERSED') = (reversed_at IS NOT NULL)),
  -- Only an order can be undone.
  CHECK (state <> 'REVERSED' OR order_id IS NOT NULL),
  CHECK (state <> 'REGISTERED' OR order_id IS NULL)
);
CREATE INDEX invite_by_inviter ON invite (inviter_id, id);
CREATE INDEX invite_by_time ON invite (inviter_id, registered_at);

-- Fraud signals: one row per kind, user of a code and owner of the code, however often it happened.
CREATE TABLE referral_signal (
  id          uuid        PRIMARY KEY,
  kind        text        NOT NULL CHECK (kind IN ('SELF_INVITE', 'LOOP', 'SECOND_INVITER', 'RETURNED', 'BURST', 'ORDER_REFUNDED')),
  -- Who came with the code.
  member_id   uuid        NOT NULL REFERENCES member (id),
  -- Whose code it was.
  inviter_id  uuid        NOT NULL REFERENCES member (id),
  -- The fact behind it; nothing personal.
  detail      text        NOT NULL CHECK (length(detail) BETWEEN 1 AND 80),
  times       integer     NOT NULL DEFAULT 1 CHECK (times BETWEEN 1 AND 1000000),
  first_at    timestamptz NOT NULL,
  last_at     timestamptz NOT NULL,
  CONSTRAINT referral_signal_once UNIQUE (member_id, inviter_id, kind)
);
CREATE INDEX referral_signal_by_inviter ON referral_signal (inviter_id, id);
CREATE INDEX referral_signal_by_kind ON referral_signal (kind, id);
