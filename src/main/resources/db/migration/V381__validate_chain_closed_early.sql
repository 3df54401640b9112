-- Apart from where it was added, so that nobody waits while the rows of old are looked through.
ALTER TABLE chain VALIDATE CONSTRAINT chain_closed_early;
