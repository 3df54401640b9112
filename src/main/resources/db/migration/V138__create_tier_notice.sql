-- Who was told what growth keeps the tier, once per member and period.
CREATE TABLE member_tier_notice (
  member_id  uuid        NOT NULL REFERENCES member (id),
  ends_on    date        NOT NULL,
  missing    bigint      NOT NULL CHECK (missing > 0),
  told_at    timestamptz NOT NULL,
  CONSTRAINT member_tier_notice_once PRIMARY KEY (member_id, ends_on)
);

ALTER TABLE notification DROP CONSTRAINT notification_kind_check;
ALTER TABLE notification ADD CONSTRAINT notification_kind_check
  CHECK (kind IN ('COUPON_EXPIRING', 'POINTS_EXPIRING', 'TIER_ENDING')) NOT VALID;
