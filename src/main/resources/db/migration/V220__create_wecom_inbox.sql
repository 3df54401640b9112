-- What WeCom (企业微信) tells of chat groups, and who is who there.

-- Which member somebody is whom WeCom knows by an external_userid; and who is no member, so as not to ask all the time.
CREATE TABLE wecom_person (
  external_user_id  text        PRIMARY KEY CHECK (external_user_id ~ '^[A-Za-z0-9_-]{1,64}$'),
  member_id         uuid        REFERENCES member (id),
  -- Of who is no member: until then WeCom is not asked again.
  look_again_at     timestamptz,
  asked_at          timestamptz NOT NULL,
  CONSTRAINT wecom_person_look_again CHECK ((member_id IS NULL) = (look_again_at IS NOT NULL))
);
CREATE INDEX wecom_person_member ON wecom_person (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX wecom_person_stranger ON wecom_person (asked_at) WHERE member_id IS NULL;

-- Stored before WeCom is answered; emptied of all that names somebody as soon as it was seen to.
CREATE TABLE wecom_notice (
  id                uuid        PRIMARY KEY,
  -- SHA-256 of what makes it the same one when it is told again.
  once              text        NOT NULL CONSTRAINT wecom_notice_once UNIQUE CHECK (once ~ '^[0-9a-f]{64}$'),
  kind              text        NOT NULL CHECK (kind IN ('MESSAGE', 'JOINED', 'LEFT')),
  external_user_id  text        CHECK (length(external_user_id) BETWEEN 1 AND 64),
  message_id        text        CHECK (length(message_id) BETWEEN 1 AND 128),
  chat_id           text        CHECK (length(chat_id) BETWEEN 1 AND 128),
  happened_at       timestamptz NOT NULL,
  received_at       timestamptz NOT NULL,
  handled_at        timestamptz,
  outcome           text        CHECK (outcome IN ('DONE', 'UNKNOWN_PERSON')),
  CONSTRAINT wecom_notice_outcome CHECK ((handled_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT wecom_notice_emptied CHECK (
    CASE WHEN handled_at IS NULL THEN num_nulls(external_user_id, message_id, chat_id) = 0
         ELSE num_nonnulls(external_user_id, message_id, chat_id) = 0 END)
);
CREATE INDEX wecom_notice_received ON wecom_notice (received_at);
CREATE INDEX wecom_notice_waiting ON wecom_notice (external_user_id) WHERE external_user_id IS NOT NULL;
