-- Ids of chat messages may name who wrote them, and the ledger is kept for good: as the application does from now on, what is
-- kept is their SHA-256. A message that was imported before is still known, and earns nothing when it is imported again.
-- Import no chat messages while replicas of the version before run: these write, and look for, the id itself.

-- Entries cannot be changed; in this transaction this one change of them is let through, and no lock on the table is needed.
CREATE OR REPLACE FUNCTION points_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.business_type = 'CHAT_MESSAGE'
     AND NEW.business_id = encode(sha256(convert_to(OLD.business_id, 'UTF8')), 'hex')
     AND (to_jsonb(NEW) - 'business_id') = (to_jsonb(OLD) - 'business_id') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'points_entry is append-only';
END $$;

UPDATE points_entry SET business_id = encode(sha256(convert_to(business_id, 'UTF8')), 'hex')
WHERE business_type = 'CHAT_MESSAGE' AND business_id !~ '^[0-9a-f]{64}$';

UPDATE earn_rule_grant SET business_id = encode(sha256(convert_to(business_id, 'UTF8')), 'hex')
WHERE business_type = 'CHAT_MESSAGE' AND business_id !~ '^[0-9a-f]{64}$';

-- As it was in V030.
CREATE OR REPLACE FUNCTION points_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.posted_at IS NULL AND NEW.posted_at IS NOT NULL
       AND (to_jsonb(NEW) - 'posted_at') = (to_jsonb(OLD) - 'posted_at') THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'points_entry is append-only; only a pending entry can be posted, once';
END $$;
