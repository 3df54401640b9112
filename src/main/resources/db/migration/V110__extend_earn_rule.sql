-- Earn rules of every source, with caps and fixed days of expiry; and what each rule has granted.

ALTER TABLE earn_rule
  ADD COLUMN enabled        boolean  NOT NULL DEFAULT true,
  -- Points that one member can earn by the rule; null = no cap.
  ADD COLUMN cap_per_day    integer  CHECK (cap_per_day >= 1),
  ADD COLUMN cap_per_week   integer  CHECK (cap_per_week >= 1),
  ADD COLUMN cap_per_month  integer  CHECK (cap_per_month >= 1),
  ADD COLUMN fixed_month    integer  CHECK (fixed_month BETWEEN 1 AND 12),
  ADD COLUMN fixed_day      integer  CHECK (fixed_day BETWEEN 1 AND 31),
  DROP CONSTRAINT earn_rule_expiry_rounding_check,
  ADD CONSTRAINT earn_rule_expiry_rounding_check
    CHECK (expiry_rounding IN ('EXACT', 'MONTH_END', 'QUARTER_END', 'YEAR_END', 'FIXED_DAY')),
  ADD CONSTRAINT earn_rule_fixed_day_is_a_day CHECK ((fixed_month IS NULL) = (fixed_day IS NULL)),
  ADD CONSTRAINT earn_rule_fixed_day_is_used CHECK ((expiry_rounding = 'FIXED_DAY') = (fixed_day IS NOT NULL));

INSERT INTO earn_rule (code, points, cap_per_day, expiry_months, expiry_rounding) VALUES
  ('PROFILE', 50, NULL, 12, 'MONTH_END'),
  ('QUESTIONNAIRE', 20, 60, 12, 'MONTH_END'),
  ('REFERRAL', 100, 1000, 12, 'MONTH_END'),
  ('CHALLENGE', 50, NULL, 12, 'MONTH_END'),
  ('CHAT_MESSAGE', 10, 50, 12, 'MONTH_END');

-- One row for each thing that a rule was asked about: what a cap counts, and why asking again brings nothing.
CREATE TABLE earn_rule_grant (
  member_id      uuid         NOT NULL REFERENCES member (id),
  business_type  text         NOT NULL CHECK (length(business_type) BETWEEN 1 AND 40),
  business_id    text         NOT NULL CHECK (length(business_id) BETWEEN 1 AND 80),
  kind           text         NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  rule_code      text         NOT NULL REFERENCES earn_rule (code),
  -- In the brand's zone.
  day            date         NOT NULL,
  -- After the caps.
  points         integer      NOT NULL CHECK (points >= 0),
  created_at     timestamptz  NOT NULL,
  PRIMARY KEY (member_id, business_type, business_id, kind)
);
CREATE INDEX earn_rule_grant_counted ON earn_rule_grant (member_id, rule_code, day);

-- What was earned before there were caps. The zone matters to nothing but the caps of this very month.
INSERT INTO earn_rule_grant (member_id, business_type, business_id, kind, rule_code, day, points, created_at)
SELECT member_id, business_type, business_id, kind,
       CASE business_type WHEN 'ORDER' THEN 'PURCHASE' ELSE 'CHECK_IN' END,
       (created_at AT TIME ZONE 'Asia/Shanghai')::date, points, created_at
FROM points_entry
WHERE operation = 'EARN'
  AND (business_type = 'CHECK_IN' OR (business_type = 'ORDER' AND kind = 'PURCHASE'));
