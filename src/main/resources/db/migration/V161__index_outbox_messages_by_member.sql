DROP INDEX CONCURRENTLY IF EXISTS outbox_message_of_member;
CREATE INDEX CONCURRENTLY outbox_message_of_member ON outbox_message ((payload ->> 'member'))
  WHERE payload ->> 'member' IS NOT NULL;
