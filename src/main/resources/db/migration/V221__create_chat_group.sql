-- Which community a WeCom chat group is; and groups of which WeCom told and staff have not said that yet.
CREATE TABLE chat_group (
  -- WeCom's.
  chat_id        text        PRIMARY KEY CHECK (chat_id ~ '^[!-~]{1,64}$'),
  community_id   uuid        CONSTRAINT chat_group_one_per_community UNIQUE REFERENCES community (id),
  first_seen_at  timestamptz NOT NULL,
  linked_at      timestamptz,
  CONSTRAINT chat_group_linked CHECK ((community_id IS NULL) = (linked_at IS NULL))
);
CREATE INDEX chat_group_seen ON chat_group (first_seen_at, chat_id);
