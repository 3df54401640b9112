-- Apart from where it was changed, so that nobody waits while the rows of old are looked through.
ALTER TABLE notification VALIDATE CONSTRAINT notification_kind_check;
