-- One chain copied to many communities, one copy in each.
ALTER TABLE chain
  ADD COLUMN replicated_from uuid REFERENCES chain (id),
  ADD COLUMN replicated_for  uuid REFERENCES community (id),
  ADD CONSTRAINT chain_replicated_for_one CHECK ((replicated_from IS NULL) = (replicated_for IS NULL)),
  ADD CONSTRAINT chain_replicated_from_another CHECK (replicated_from <> id);

-- Two operators who replicate the same chain do not make two of it in one group.
CREATE UNIQUE INDEX chain_one_copy_at_a_time ON chain (replicated_from, replicated_for)
  WHERE replicated_from IS NOT NULL AND state IN ('DRAFT', 'OPEN', 'REACHED', 'CLOSED');
CREATE INDEX chain_copies_of ON chain (replicated_from, id DESC) WHERE replicated_from IS NOT NULL;

-- What one call made of each community that it named: what a repetition of the call answers.
CREATE TABLE chain_replication (
  id          uuid        PRIMARY KEY,
  chain_id    uuid        NOT NULL REFERENCES chain (id),
  created_by  uuid        NOT NULL REFERENCES operator_account (id),
  created_at  timestamptz NOT NULL
);

CREATE TABLE chain_replication_community (
  replication_id  uuid     NOT NULL REFERENCES chain_replication (id),
  community_id    uuid     NOT NULL REFERENCES community (id),
  -- The copy; or, where none was made, the chain that is in its place.
  chain_id        uuid     NOT NULL REFERENCES chain (id),
  copied          boolean  NOT NULL,
  PRIMARY KEY (replication_id, community_id)
);
CREATE UNIQUE INDEX chain_replication_made_once ON chain_replication_community (chain_id) WHERE copied;
