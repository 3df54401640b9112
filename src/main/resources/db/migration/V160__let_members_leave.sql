-- A member can leave: the row stays for the records of money, with nothing personal in it.

ALTER TABLE member
  ALTER COLUMN openid DROP NOT NULL,
  ADD COLUMN deleted_at timestamptz,
  -- Whether the person had an account before and deleted it.
  ADD COLUMN returned boolean NOT NULL DEFAULT false,
  -- Validated by V165, which reads the table without holding anybody up.
  ADD CONSTRAINT member_is_somebody CHECK ((openid IS NULL) = (status = 'DELETED')) NOT VALID,
  ADD CONSTRAINT member_who_left_is_nobody CHECK (status <> 'DELETED' OR (
    unionid IS NULL AND nickname IS NULL AND avatar_url IS NULL AND phone IS NULL AND birthday IS NULL
    AND gender IS NULL AND city IS NULL AND home_store_id IS NULL AND first_scene IS NULL)) NOT VALID;

-- By which one who returns is recognised. Names no member, so that nobody can tell which records of money
-- were whose.
CREATE TABLE departed_identity (
  -- HMAC-SHA256 of the openid or unionid under siyu.member.departure-key.
  identity_hash  bytea        PRIMARY KEY CHECK (length(identity_hash) = 32),
  departed_at    timestamptz  NOT NULL
);

-- A message that nobody needs any more. Not validated: what was there before kept a narrower rule.
ALTER TABLE outbox_message DROP CONSTRAINT outbox_message_state_check;
ALTER TABLE outbox_message ADD CONSTRAINT outbox_message_state_check
  CHECK (state IN ('PENDING', 'SENT', 'DEAD', 'DROPPED')) NOT VALID;
