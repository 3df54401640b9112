-- What members are told: each reminder once, and the inbox it arrives in.

-- Written in the transaction that enqueues the message, so that a coupon with a row here is in
-- exactly one message of that kind.
CREATE TABLE coupon_reminder (
  coupon_id    uuid        NOT NULL REFERENCES coupon (id),
  -- How long before the end: BEFORE_72H, BEFORE_24H, or as configured.
  kind         text        NOT NULL CHECK (kind ~ '^BEFORE_[0-9]+H$'),
  member_id    uuid        NOT NULL REFERENCES member (id),
  reminded_at  timestamptz NOT NULL,
  CONSTRAINT coupon_reminder_once PRIMARY KEY (coupon_id, kind)
);

CREATE TABLE notification (
  id          uuid        PRIMARY KEY,
  member_id   uuid        NOT NULL REFERENCES member (id),
  kind        text        NOT NULL CHECK (kind IN ('COUPON_EXPIRING')),
  title       text        NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
  body        text        NOT NULL CHECK (length(body) BETWEEN 1 AND 10000),
  -- The key of the outbox message that it came from.
  unique_key  text        NOT NULL CONSTRAINT notification_once UNIQUE,
  created_at  timestamptz NOT NULL,
  read_at     timestamptz
);
CREATE INDEX notification_of_member ON notification (member_id, id DESC);
CREATE INDEX notification_unread ON notification (member_id) WHERE read_at IS NULL;
