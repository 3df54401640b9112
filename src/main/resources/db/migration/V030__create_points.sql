-- Points: an account per member, append-only entries, lots of earned points, and what was taken from which lot.

-- Its row is the lock that every move of a member's points holds.
CREATE TABLE points_account (
  member_id  uuid    PRIMARY KEY REFERENCES member (id),
  -- Sum of what remains in active lots. Shown as GraphQL's Int, and so is the debt.
  balance    bigint  NOT NULL DEFAULT 0 CHECK (balance BETWEEN 0 AND 2147483647),
  -- Taken back after it had been spent; future earnings repay it.
  debt       bigint  NOT NULL DEFAULT 0 CHECK (debt BETWEEN 0 AND 2147483647),
  CONSTRAINT points_account_balance_or_debt CHECK (balance = 0 OR debt = 0)
);

CREATE TABLE points_entry (
  id             uuid        PRIMARY KEY,
  -- Order of the history: ids of one millisecond have none.
  position       bigint      GENERATED ALWAYS AS IDENTITY,
  member_id      uuid        NOT NULL REFERENCES points_account (member_id),
  operation      text        NOT NULL CHECK (operation IN ('EARN', 'SPEND', 'GIVE_BACK', 'EXPIRY', 'REVERSAL')),
  business_type  text        NOT NULL CHECK (length(business_type) BETWEEN 1 AND 40),
  business_id    text        NOT NULL CHECK (length(business_id) BETWEEN 1 AND 80),
  kind           text        NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  points         bigint      NOT NULL,
  -- Null while an earning is pending, and for ever once it was voided.
  posted_at      timestamptz,
  created_at     timestamptz NOT NULL,
  CONSTRAINT points_entry_once UNIQUE (member_id, business_type, business_id, kind),
  CHECK (CASE operation
           WHEN 'EARN' THEN points > 0
           WHEN 'GIVE_BACK' THEN points > 0
           -- Zero when only pending points were voided, or nothing had been earned yet.
           WHEN 'REVERSAL' THEN points <= 0
           ELSE points < 0
         END),
  CHECK (operation = 'EARN' OR posted_at IS NOT NULL),
  CHECK ((operation = 'EARN') = (kind NOT IN ('SPEND', 'GIVE_BACK', 'EXPIRY', 'REVERSAL'))),
  CHECK (operation = 'EARN' OR kind = operation)
);
CREATE INDEX points_entry_history ON points_entry (member_id, position);

CREATE FUNCTION points_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.posted_at IS NULL AND NEW.posted_at IS NOT NULL
       AND (to_jsonb(NEW) - 'posted_at') = (to_jsonb(OLD) - 'posted_at') THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'points_entry is append-only; only a pending entry can be posted, once';
END $$;
CREATE TRIGGER points_entry_append_only BEFORE UPDATE OR DELETE ON points_entry
  FOR EACH ROW EXECUTE FUNCTION points_entry_is_append_only();

CREATE TABLE points_lot (
  id            uuid        PRIMARY KEY,
  member_id     uuid        NOT NULL REFERENCES points_account (member_id),
  entry_id      uuid        NOT NULL UNIQUE REFERENCES points_entry (id),
  amount        bigint      NOT NULL CHECK (amount > 0),
  remaining     bigint      NOT NULL CHECK (remaining BETWEEN 0 AND amount),
  state         text        NOT NULL CHECK (state IN ('PENDING', 'ACTIVE', 'EXPIRED', 'VOID')),
  -- Null while pending until something happens rather than until a time.
  available_at  timestamptz,
  expires_at    timestamptz,
  CHECK (state <> 'PENDING' OR remaining = amount),
  CHECK (state IN ('PENDING', 'ACTIVE') OR remaining = 0),
  CHECK (state = 'PENDING' OR state = 'VOID' OR available_at IS NOT NULL)
);
CREATE INDEX points_lot_spendable ON points_lot (member_id, expires_at) WHERE state = 'ACTIVE' AND remaining > 0;
CREATE INDEX points_lot_due ON points_lot (expires_at) WHERE state = 'ACTIVE';
CREATE INDEX points_lot_awaited ON points_lot (available_at) WHERE state = 'PENDING';
CREATE INDEX points_lot_pending ON points_lot (member_id) WHERE state = 'PENDING';

-- What an entry (spend, expiry, reversal) took from which lot; a refund gives it back to the same lot.
CREATE TABLE points_allocation (
  entry_id    uuid    NOT NULL REFERENCES points_entry (id),
  lot_id      uuid    NOT NULL REFERENCES points_lot (id),
  amount      bigint  NOT NULL CHECK (amount > 0),
  given_back  bigint  NOT NULL DEFAULT 0 CHECK (given_back BETWEEN 0 AND amount),
  PRIMARY KEY (entry_id, lot_id)
);
CREATE INDEX points_allocation_lot ON points_allocation (lot_id);

-- The part of a reversal that no lot covered.
CREATE TABLE points_debt (
  entry_id   uuid    PRIMARY KEY REFERENCES points_entry (id),
  member_id  uuid    NOT NULL REFERENCES points_account (member_id),
  amount     bigint  NOT NULL CHECK (amount > 0),
  repaid     bigint  NOT NULL DEFAULT 0 CHECK (repaid BETWEEN 0 AND amount)
);
CREATE INDEX points_debt_open ON points_debt (member_id) WHERE repaid < amount;

CREATE TABLE earn_rule (
  code             text     PRIMARY KEY CHECK (code ~ '^[A-Z][A-Z_]{0,38}$'),
  -- Per occurrence; for PURCHASE per full yuan, times the tier's multiplier.
  points           integer  NOT NULL CHECK (points BETWEEN 0 AND 100000),
  -- Every so many days in a row bring the bonus; null = none.
  streak_days      integer  CHECK (streak_days >= 2),
  streak_bonus     integer  CHECK (streak_bonus BETWEEN 1 AND 100000),
  -- Null = never.
  expiry_months    integer  CHECK (expiry_months BETWEEN 1 AND 120),
  expiry_rounding  text     NOT NULL CHECK (expiry_rounding IN ('EXACT', 'MONTH_END', 'QUARTER_END', 'YEAR_END')),
  CHECK ((streak_days IS NULL) = (streak_bonus IS NULL))
);
INSERT INTO earn_rule (code, points, streak_days, streak_bonus, expiry_months, expiry_rounding) VALUES
  ('CHECK_IN', 5, 7, 20, 12, 'MONTH_END'),
  ('PURCHASE', 1, NULL, NULL, 12, 'MONTH_END');

CREATE TABLE check_in (
  id          uuid        PRIMARY KEY,
  member_id   uuid        NOT NULL REFERENCES member (id),
  -- In the brand's zone.
  day         date        NOT NULL,
  streak      integer     NOT NULL CHECK (streak >= 1),
  points      integer     NOT NULL CHECK (points >= 0),
  created_at  timestamptz NOT NULL,
  CONSTRAINT check_in_once_a_day UNIQUE (member_id, day)
);
