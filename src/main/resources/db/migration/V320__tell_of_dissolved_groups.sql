-- A chat group that is no more (群解散): WeCom names nobody then. An old version fails at such a notice, and the outbox tries again.
ALTER TABLE wecom_notice
  DROP CONSTRAINT wecom_notice_kind_check,
  ADD CONSTRAINT wecom_notice_kind CHECK (kind IN ('MESSAGE', 'JOINED', 'LEFT', 'DISSOLVED')) NOT VALID,
  DROP CONSTRAINT wecom_notice_emptied,
  ADD CONSTRAINT wecom_notice_emptied CHECK (
    CASE WHEN handled_at IS NULL
         THEN num_nulls(message_id, chat_id) = 0 AND (external_user_id IS NULL) = (kind = 'DISSOLVED')
         ELSE num_nonnulls(external_user_id, message_id, chat_id) = 0 END) NOT VALID;

-- Whoever is said to have come before that, and told late, is in it no more. Old versions don't look.
ALTER TABLE chat_group ADD COLUMN dissolved_at timestamptz;
