-- Who was told before points expire: once per member and last day, whatever crashes or replicas.

CREATE TABLE points_expiry_notice (
  member_id  uuid         NOT NULL REFERENCES member (id),
  -- The last day on which the points can be spent, in the brand's zone.
  last_day   date         NOT NULL,
  -- As many as there were then.
  points     bigint       NOT NULL CHECK (points > 0),
  told_at    timestamptz  NOT NULL,
  CONSTRAINT points_expiry_notice_once PRIMARY KEY (member_id, last_day)
);

ALTER TABLE notification DROP CONSTRAINT notification_kind_check;
ALTER TABLE notification ADD CONSTRAINT notification_kind_check
  CHECK (kind IN ('COUPON_EXPIRING', 'POINTS_EXPIRING'));
