-- Members, their tiers and their growth.

CREATE TABLE tier (
  id                             uuid    PRIMARY KEY,
  level                          integer NOT NULL UNIQUE CHECK (level >= 1),
  name                           text    NOT NULL UNIQUE,
  -- A member whose growth reaches this much rises to the tier.
  growth_threshold               bigint  NOT NULL UNIQUE CHECK (growth_threshold >= 0),
  points_multiplier_percent      integer NOT NULL CHECK (points_multiplier_percent BETWEEN 0 AND 1000),
  member_price_discount_percent  integer NOT NULL CHECK (member_price_discount_percent BETWEEN 0 AND 99),
  CHECK ((level = 1) = (growth_threshold = 0))
);

INSERT INTO tier VALUES
  ('01900000-0000-7000-8000-000000000001', 1, '普通会员', 0, 100, 0),
  ('01900000-0000-7000-8000-000000000002', 2, '银卡会员', 1000, 120, 2),
  ('01900000-0000-7000-8000-000000000003', 3, '金卡会员', 5000, 150, 5);

CREATE TABLE member (
  id             uuid        PRIMARY KEY,
  openid         text        NOT NULL CONSTRAINT member_openid UNIQUE,
  unionid        text,
  status         text        NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'BLOCKED', 'DELETED')),
  -- Null until the member chose one.
  nickname       text        CHECK (length(nickname) BETWEEN 1 AND 32),
  avatar_url     text        CHECK (avatar_url LIKE 'https://%'),
  birthday       date,
  gender         text        CHECK (gender IN ('FEMALE', 'MALE', 'UNDISCLOSED')),
  city           text        CHECK (length(city) BETWEEN 1 AND 50),
  home_store_id  uuid,
  tier_id        uuid        NOT NULL DEFAULT '01900000-0000-7000-8000-000000000001' REFERENCES tier (id),
  -- Sum of the member's growth entries. Shown as GraphQL's Int.
  growth         bigint      NOT NULL DEFAULT 0 CHECK (growth BETWEEN 0 AND 2147483647),
  -- 48 bits of a random UUID: nobody guesses one, and everybody keeps the one given at first.
  invite_code    text        NOT NULL DEFAULT upper(left(replace(gen_random_uuid()::text, '-', ''), 12))
                             CONSTRAINT member_invite_code UNIQUE,
  -- First touch: written with the row and never again.
  first_channel  text        NOT NULL DEFAULT 'ORGANIC' CHECK (first_channel IN (
                               'OFFICIAL_ACCOUNT', 'XIAOHONGSHU', 'TMALL', 'STORE_QR', 'VIDEO_CHANNEL',
                               'REFERRAL', 'AD', 'ORGANIC')),
  first_scene    text        CHECK (length(first_scene) BETWEEN 1 AND 64),
  inviter_id     uuid        REFERENCES member (id) CHECK (inviter_id <> id),
  created_at     timestamptz NOT NULL DEFAULT now(),
  last_login_at  timestamptz
);
CREATE INDEX member_unionid ON member (unionid) WHERE unionid IS NOT NULL;
CREATE INDEX member_inviter ON member (inviter_id) WHERE inviter_id IS NOT NULL;

-- Append-only. EARN adds; REVERSE takes the same back, but never more than is there.
CREATE TABLE member_growth_entry (
  id             uuid        PRIMARY KEY,
  member_id      uuid        NOT NULL REFERENCES member (id),
  business_type  text        NOT NULL,
  business_id    text        NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('EARN', 'REVERSE')),
  growth         bigint      NOT NULL,
  created_at     timestamptz NOT NULL,
  CONSTRAINT member_growth_entry_once UNIQUE (member_id, business_type, business_id, kind),
  CHECK (CASE kind WHEN 'EARN' THEN growth > 0 ELSE growth <= 0 END)
);

CREATE TABLE member_tier_change (
  id             uuid        PRIMARY KEY,
  member_id      uuid        NOT NULL REFERENCES member (id),
  from_tier_id   uuid        NOT NULL REFERENCES tier (id),
  to_tier_id     uuid        NOT NULL REFERENCES tier (id),
  growth         bigint      NOT NULL,
  cause          text        NOT NULL CHECK (cause IN ('GROWTH_REACHED')),
  business_type  text        NOT NULL,
  business_id    text        NOT NULL,
  created_at     timestamptz NOT NULL,
  CHECK (from_tier_id <> to_tier_id)
);
CREATE INDEX member_tier_change_member ON member_tier_change (member_id, id);
