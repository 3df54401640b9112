-- Apart from where it was added, so that nobody waits while the rows of old are looked through.
ALTER TABLE chain_replication_community VALIDATE CONSTRAINT chain_replication_reason;
