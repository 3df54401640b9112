-- What was told of a chain, once for ever.
CREATE TABLE chain_announcement (
  chain_id  uuid        NOT NULL REFERENCES chain (id),
  kind      text        NOT NULL CHECK (kind IN ('NEARLY_REACHED')),
  at        timestamptz NOT NULL,
  CONSTRAINT chain_announcement_once PRIMARY KEY (chain_id, kind)
);

-- How far those who joined a chain that ended were told of it, by the numbers of their entries.
CREATE TABLE chain_notice (
  chain_id     uuid        CONSTRAINT chain_notice_once PRIMARY KEY REFERENCES chain (id),
  told_until   integer     NOT NULL DEFAULT 0 CHECK (told_until >= 0),
  noted_at     timestamptz NOT NULL,
  finished_at  timestamptz
);
CREATE INDEX chain_notice_waiting ON chain_notice (noted_at, chain_id) WHERE finished_at IS NULL;

ALTER TABLE notification DROP CONSTRAINT notification_kind_check;
ALTER TABLE notification ADD CONSTRAINT notification_kind_check
  CHECK (kind IN ('COUPON_EXPIRING', 'POINTS_EXPIRING', 'TIER_ENDING', 'CHAIN_NEARLY_REACHED', 'CHAIN_SETTLED'))
  NOT VALID;
