-- An invite of a record that turned out to be of somebody who was a member before is none.
ALTER TABLE referral_signal DROP CONSTRAINT referral_signal_kind_check;
-- Not validated: what was there before kept a narrower rule.
ALTER TABLE referral_signal ADD CONSTRAINT referral_signal_kind_check
  CHECK (kind IN ('SELF_INVITE', 'LOOP', 'SECOND_INVITER', 'RETURNED', 'BURST', 'ORDER_REFUNDED', 'EXISTING_MEMBER')) NOT VALID;
