-- Entitlements (权益): courses and lesson cards that members hold, and every unit that was used of them.

CREATE TABLE entitlement_template (
  id          uuid        PRIMARY KEY,
  kind        text        NOT NULL CHECK (kind IN ('COURSE', 'LESSON_CARD')),
  name        text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
  -- Units of one entitlement, such as lessons.
  total       integer     NOT NULL CHECK (total BETWEEN 1 AND 1000),
  -- Whole days after the one on which it is given; null = for ever.
  valid_days  integer     CHECK (valid_days BETWEEN 1 AND 3650),
  offered     boolean     NOT NULL DEFAULT true,
  created_at  timestamptz NOT NULL
);

CREATE TABLE entitlement (
  id                uuid        PRIMARY KEY,
  member_id         uuid        NOT NULL REFERENCES member (id),
  template_id       uuid        NOT NULL REFERENCES entitlement_template (id),
  -- The terms as they were then.
  kind              text        NOT NULL CHECK (kind IN ('COURSE', 'LESSON_CARD')),
  name              text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
  total             integer     NOT NULL CHECK (total BETWEEN 1 AND 1000),
  used              integer     NOT NULL DEFAULT 0,
  -- Exclusive; null = for ever.
  expires_at        timestamptz,
  -- From here on an unfinished one counts as near its end.
  expiring_from     timestamptz,
  source            text        NOT NULL CHECK (source IN ('POINTS', 'OPERATOR')),
  -- The redemption, or the grant itself.
  source_id         uuid        NOT NULL,
  -- Taken back, as nothing had been used.
  revoked_at        timestamptz,
  -- When its two events were published: once each.
  expiring_told_at  timestamptz,
  renewal_told_at   timestamptz,
  created_at        timestamptz NOT NULL,
  CONSTRAINT entitlement_once UNIQUE (source, source_id),
  CONSTRAINT entitlement_never_beyond_total CHECK (used BETWEEN 0 AND total),
  CONSTRAINT entitlement_revoked_unused CHECK (revoked_at IS NULL OR used = 0),
  CHECK (expires_at > created_at),
  CHECK ((expires_at IS NULL) = (expiring_from IS NULL)),
  CHECK (expiring_from BETWEEN created_at AND expires_at)
);
CREATE INDEX entitlement_member ON entitlement (member_id, id);
CREATE INDEX entitlement_expiring ON entitlement (expiring_from)
  WHERE expiring_told_at IS NULL AND revoked_at IS NULL AND used < total;
CREATE INDEX entitlement_renewal ON entitlement (id) WHERE renewal_told_at IS NULL AND used = total;

-- One row for each unit that staff took off.
CREATE TABLE entitlement_use (
  id              uuid        PRIMARY KEY,
  entitlement_id  uuid        NOT NULL REFERENCES entitlement (id),
  operator_id     uuid        NOT NULL,
  used_at         timestamptz NOT NULL,
  undone_at       timestamptz,
  undone_by       uuid,
  -- Emptied when the member is forgotten.
  undo_reason     text        CHECK (char_length(undo_reason) BETWEEN 1 AND 200),
  CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
  CHECK (undone_at IS NOT NULL OR undo_reason IS NULL)
);
CREATE INDEX entitlement_use_entitlement ON entitlement_use (entitlement_id, id);

ALTER TABLE reward ADD CONSTRAINT reward_entitlement_has_template
  CHECK (kind <> 'ENTITLEMENT' OR target_id IS NOT NULL) NOT VALID;
