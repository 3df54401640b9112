-- Who is in which community, as what, and how that changed.

-- Old versions neither read nor write these; a column with a constant default rewrites no row, and there are few communities.
ALTER TABLE community
  ADD COLUMN join_policy text NOT NULL DEFAULT 'OPEN'
    CONSTRAINT community_join_policy CHECK (join_policy IN ('OPEN', 'REVIEW', 'INVITE', 'PAID')),
  -- How many places there are; null for as many as come.
  ADD COLUMN capacity integer CONSTRAINT community_capacity CHECK (capacity BETWEEN 1 AND 10000),
  -- Who is in it now, staff too. May pass the capacity: what happened in WeChat is no request that could be refused.
  ADD COLUMN member_count integer NOT NULL DEFAULT 0 CONSTRAINT community_member_count CHECK (member_count >= 0);

CREATE TABLE community_membership (
  id             uuid        PRIMARY KEY,
  community_id   uuid        NOT NULL REFERENCES community (id),
  member_id      uuid        NOT NULL REFERENCES member (id),
  role           text        NOT NULL DEFAULT 'MEMBER' CHECK (role IN ('OWNER', 'ADMIN', 'CONTENT', 'SEEDER', 'MEMBER')),
  joined_at      timestamptz NOT NULL,
  -- Null while the member is in the community.
  left_at        timestamptz,
  join_source    text        NOT NULL CHECK (join_source IN ('CLIENT', 'WECOM_CALLBACK', 'OPERATOR_IMPORT')),
  leave_source   text        CHECK (leave_source IN ('CLIENT', 'WECOM_CALLBACK', 'OPERATOR_IMPORT')),
  -- Of the latest thing known about it: what is older and comes later changes nothing any more.
  changed_at     timestamptz NOT NULL,
  -- Who the member is in the chat group, as WeCom or an export names them.
  chat_user_ref  text        CHECK (char_length(chat_user_ref) BETWEEN 1 AND 64),
  -- One row, opened again by whoever comes back: so nobody loses a role by leaving.
  CONSTRAINT community_membership_once UNIQUE (member_id, community_id),
  CONSTRAINT community_membership_left CHECK (left_at >= joined_at AND (left_at IS NULL) = (leave_source IS NULL)),
  CONSTRAINT community_membership_changed CHECK (changed_at >= coalesce(left_at, joined_at))
);
-- Who is in a community now, without a look at the table: for lists and segments.
CREATE INDEX community_membership_now ON community_membership (community_id, member_id) INCLUDE (role) WHERE left_at IS NULL;
CREATE INDEX community_membership_chat_user ON community_membership (community_id, chat_user_ref)
  WHERE chat_user_ref IS NOT NULL;

CREATE TABLE community_membership_change (
  id             uuid        PRIMARY KEY,
  membership_id  uuid        NOT NULL REFERENCES community_membership (id) ON DELETE CASCADE,
  kind           text        NOT NULL CHECK (kind IN ('JOINED', 'LEFT', 'ROLE')),
  -- What the member is from then on, when that is what changed. Everybody is a MEMBER at first.
  role           text        CHECK (role IN ('OWNER', 'ADMIN', 'CONTENT', 'SEEDER', 'MEMBER')),
  source         text        NOT NULL CHECK (source IN ('CLIENT', 'WECOM_CALLBACK', 'OPERATOR_IMPORT', 'OPERATOR')),
  at             timestamptz NOT NULL,
  -- SHA-256 of the id that whoever reported it made for it, which may name the member.
  report_hash    text        CHECK (report_hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT community_membership_change_role CHECK ((kind = 'ROLE') = (role IS NOT NULL)),
  CONSTRAINT community_membership_change_source CHECK ((kind = 'ROLE') = (source = 'OPERATOR'))
);
CREATE INDEX community_membership_change_history ON community_membership_change (membership_id, at, id);
CREATE UNIQUE INDEX community_membership_change_once ON community_membership_change (membership_id, report_hash)
  WHERE report_hash IS NOT NULL;
