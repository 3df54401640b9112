-- What tiers give beside price and points, what members had of it, and the period for which a tier is kept.

-- Growth of one period that keeps the tier for another; as much as its threshold unless given.
ALTER TABLE tier ADD COLUMN keep_growth bigint CONSTRAINT tier_keep_growth CHECK (keep_growth BETWEEN 0 AND growth_threshold);

-- One of a type per tier, switched off rather than deleted: the grants of a period keep counting when it is switched on again.
CREATE TABLE tier_benefit (
  id                  uuid    PRIMARY KEY,
  tier_id             uuid    NOT NULL REFERENCES tier (id),
  type                text    NOT NULL CHECK (type IN ('BIRTHDAY_COUPON', 'MONTHLY_FREE_SHIPPING', 'UPGRADE_COUPON', 'EXCLUSIVE_DAY')),
  active              boolean NOT NULL,
  -- The offer of which members get copies, and how many of a period.
  coupon_template_id  uuid,
  copies              integer CHECK (copies BETWEEN 1 AND 10),
  -- The exclusive day: a day of every week, 1 = Monday, or of every month.
  weekday             integer CHECK (weekday BETWEEN 1 AND 7),
  month_day           integer CHECK (month_day BETWEEN 1 AND 31),
  CONSTRAINT tier_benefit_once UNIQUE (tier_id, type),
  CONSTRAINT tier_benefit_value CHECK (CASE type
    WHEN 'EXCLUSIVE_DAY' THEN coupon_template_id IS NULL AND copies IS NULL AND num_nonnulls(weekday, month_day) = 1
    ELSE coupon_template_id IS NOT NULL AND copies IS NOT NULL AND num_nonnulls(weekday, month_day) = 0 END)
);

-- MISSED: the offer had nothing left or was over; it is tried again while the period lasts.
CREATE TABLE member_benefit_grant (
  id             uuid        PRIMARY KEY,
  member_id      uuid        NOT NULL REFERENCES member (id),
  benefit_id     uuid        NOT NULL REFERENCES tier_benefit (id),
  type           text        NOT NULL,
  -- A year, a month such as 2026-02, or ONCE.
  period         text        NOT NULL CHECK (period ~ '^(ONCE|[0-9]{4}(-[0-9]{2})?)$'),
  copies         integer     NOT NULL CHECK (copies > 0),
  state          text        NOT NULL CHECK (state IN ('GRANTED', 'MISSED')),
  missed_reason  text        CHECK ((missed_reason IS NOT NULL) = (state = 'MISSED')),
  attempted_at   timestamptz NOT NULL,
  CONSTRAINT member_benefit_grant_once UNIQUE (member_id, benefit_id, period)
);
-- One birthday a year, whatever tiers a member has in it.
CREATE UNIQUE INDEX member_benefit_grant_birthday ON member_benefit_grant (member_id, period)
  WHERE type = 'BIRTHDAY_COUPON' AND state = 'GRANTED';
CREATE INDEX member_benefit_grant_missed ON member_benefit_grant (attempted_at) WHERE state = 'MISSED';

-- The day from which the periods of the present tier are counted, the instant from which growth counts towards keeping it,
-- and the first day on which it is no longer kept. None of them at the lowest tier, which nobody loses.
ALTER TABLE member
  ADD COLUMN tier_since date,
  ADD COLUMN tier_period_from timestamptz,
  ADD COLUMN tier_period_ends_on date;
ALTER TABLE member ADD CONSTRAINT member_tier_period CHECK (
  num_nonnulls(tier_since, tier_period_from, tier_period_ends_on) IN (0, 3) AND tier_period_ends_on > tier_since) NOT VALID;

-- LAPSE: what stops counting when a period ends and the tier falls.
ALTER TABLE member_growth_entry DROP CONSTRAINT member_growth_entry_kind_check;
ALTER TABLE member_growth_entry ADD CONSTRAINT member_growth_entry_kind_check
  CHECK (kind IN ('EARN', 'REVERSE', 'LAPSE')) NOT VALID;

ALTER TABLE member_tier_change DROP CONSTRAINT member_tier_change_cause_check;
ALTER TABLE member_tier_change ADD CONSTRAINT member_tier_change_cause_check
  CHECK (cause IN ('GROWTH_REACHED', 'PERIOD_ENDED')) NOT VALID;
